INSERT INTO network (key, id, size, growth, cohesion, first_seen, last_seen, owners) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

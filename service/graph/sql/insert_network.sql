INSERT INTO network (key, size, growth, cohesion, first_seen, last_seen, owners) VALUES (?, ?, ?, ?, ?, ?, ?)

INSERT INTO node (key, id, type, hub, value, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?)

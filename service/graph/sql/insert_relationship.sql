INSERT OR REPLACE INTO relationship (source, scope, target, type, probability, ads, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

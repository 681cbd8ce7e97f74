INSERT OR IGNORE INTO trait (network, kind, value) VALUES (?, ?, ?)

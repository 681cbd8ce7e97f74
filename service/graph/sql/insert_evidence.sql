INSERT OR REPLACE INTO evidence (source, target, type, detail) VALUES (?, ?, ?, ?)

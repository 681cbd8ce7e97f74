INSERT INTO detail (key, label, properties, search, facets, record) VALUES (?, ?, ?, ?, ?, ?)

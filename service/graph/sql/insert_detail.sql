INSERT INTO detail (key, label, ads, properties, search, facets, record) VALUES (?, ?, ?, ?, ?, ?, ?)

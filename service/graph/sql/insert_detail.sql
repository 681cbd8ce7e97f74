INSERT INTO detail (key, of_ad, label, ads, properties, search, facets, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

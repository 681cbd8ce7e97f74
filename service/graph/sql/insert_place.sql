INSERT INTO place (key, country, city, lat, lon) VALUES (?, ?, ?, ?, ?)

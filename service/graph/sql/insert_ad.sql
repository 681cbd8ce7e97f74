INSERT INTO ad (key, day, country, place, site) VALUES (?, ?, ?, ?, ?)

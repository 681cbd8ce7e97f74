SELECT f.key, f.count FROM scope AS s CROSS JOIN frequency AS f ON f.key = s.key

SELECT f.key, f.count FROM scope AS s JOIN frequency AS f ON f.key = s.key

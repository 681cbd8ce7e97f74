SELECT DISTINCT k.form FROM scope AS s CROSS JOIN form_keys AS k ON k.key = s.key

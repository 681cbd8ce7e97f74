SELECT s.key FROM scope AS s CROSS JOIN forms AS f ON f.form = s.key

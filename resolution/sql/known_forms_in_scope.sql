SELECT s.key FROM scope AS s JOIN forms AS f ON f.form = s.key

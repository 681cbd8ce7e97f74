SELECT f.form, f.value FROM scope AS s JOIN forms AS f ON f.form = s.key

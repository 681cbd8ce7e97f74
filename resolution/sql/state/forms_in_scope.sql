SELECT f.form, f.detail FROM scope AS s CROSS JOIN forms AS f ON f.form = s.key ORDER BY f.form

SELECT f.form, f.detail FROM scope AS s JOIN forms AS f ON f.form = s.key ORDER BY f.form

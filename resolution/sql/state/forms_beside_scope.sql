-- All forms of the values that the forms in scope belong to.
SELECT DISTINCT b.form FROM scope AS s CROSS JOIN forms AS f ON f.form = s.key JOIN forms AS b ON b.value = f.value

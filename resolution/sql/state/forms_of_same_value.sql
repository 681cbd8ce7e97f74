-- All forms of the values that these forms belong to.
SELECT DISTINCT b.form FROM json_each($forms) AS k CROSS JOIN forms AS f ON f.form = k.value CROSS JOIN forms AS b ON b.value = f.value

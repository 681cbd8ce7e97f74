-- All forms of the values that these forms belong to.
SELECT DISTINCT b.form FROM (SELECT unnest($forms::VARCHAR[]) AS form) AS k JOIN forms AS f ON f.form = k.form JOIN forms AS b ON b.value = f.value

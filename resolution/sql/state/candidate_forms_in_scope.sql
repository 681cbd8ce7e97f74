-- Pairs of a form in scope and a form that shares a blocking key with it.
SELECT DISTINCT s.key, o.form FROM scope AS s CROSS JOIN form_keys AS k ON k.form = s.key CROSS JOIN form_keys AS o ON o.key = k.key
WHERE o.form <> s.key AND substr(k.key, 1, 6) <> 'count:'

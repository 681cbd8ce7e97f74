-- Addresses in scope of which no form names a house.
SELECT s.key FROM scope AS s CROSS JOIN forms AS f ON f.value = s.key WHERE f.kind = 'address'
GROUP BY s.key HAVING NOT max(coalesce(f.detail ->> '$.precise', true))

-- Addresses in scope of which no form names a house.
SELECT s.key FROM scope AS s JOIN forms AS f ON f.value = s.key WHERE f.kind = 'address'
GROUP BY s.key HAVING NOT bool_or(coalesce(CAST(f.detail ->> '$.precise' AS BOOLEAN), true))

-- For each value in scope, the first holders by key.
SELECT value, list(item ORDER BY item)[1:$most]
FROM (SELECT DISTINCT s.key AS value, h.item FROM scope AS s JOIN holdings AS h ON h.value = s.key WHERE h.role IN ('given', 'chosen'))
GROUP BY value

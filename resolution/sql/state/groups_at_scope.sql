-- The groups (joints of ads) at each value in scope.
SELECT DISTINCT s.key AS value, i.joint AS met
FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key CROSS JOIN items AS i ON i.item = h.item
WHERE h.role IN ('given', 'chosen') AND i.site IS NOT NULL

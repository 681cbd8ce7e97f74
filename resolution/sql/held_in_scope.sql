-- Which values in scope are still held by anything.
SELECT DISTINCT s.key FROM scope AS s JOIN holdings AS h ON h.value = s.key WHERE h.role IN ('given', 'chosen')

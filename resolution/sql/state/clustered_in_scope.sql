-- For the items in scope: forms of kinds that cluster, with their values.
SELECT DISTINCT h.value, h.form FROM scope AS s CROSS JOIN holdings AS h ON h.item = s.key WHERE h.kind IN (SELECT value FROM json_each($kinds))

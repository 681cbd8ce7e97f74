-- For the items in scope: forms of kinds that cluster, with their values.
SELECT DISTINCT h.value, h.form FROM scope AS s JOIN holdings AS h ON h.item = s.key WHERE list_contains($kinds, h.kind)

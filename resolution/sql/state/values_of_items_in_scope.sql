-- What the items in scope hold, as values.
SELECT DISTINCT h.item, h.value, h.kind FROM scope AS s CROSS JOIN holdings AS h ON h.item = s.key WHERE h.role IN ('given', 'chosen')

-- What the items in scope hold.
SELECT h.value, h.form, h.kind, h.item, h.role FROM scope AS s CROSS JOIN holdings AS h ON h.item = s.key

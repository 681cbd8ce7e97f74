-- The joint of each ad in scope, with the places that it gives: addresses, e-mails, handles.
SELECT DISTINCT i.joint, h.value
FROM scope AS s CROSS JOIN items AS i ON i.item = s.key CROSS JOIN holdings AS h ON h.item = i.item
WHERE i.site IS NOT NULL AND h.kind IN ('address', 'email', 'handle') AND h.role IN ('given', 'chosen')

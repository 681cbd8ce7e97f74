-- What joins the items in scope: the values of some kinds that they hold and that are no hubs.
SELECT h.item, h.value FROM scope AS s CROSS JOIN holdings AS h ON h.item = s.key
WHERE h.role IN ('given', 'chosen') AND h.kind IN (SELECT value FROM json_each($kinds)) AND NOT EXISTS (SELECT 1 FROM hubs AS u WHERE u.value = h.value)

SELECT DISTINCT u.value, u.kind, u.reason, u.text, u.figures
FROM scope AS s CROSS JOIN holdings AS h ON h.item = s.key JOIN hubs AS u ON u.value = h.value WHERE h.role IN ('given', 'chosen')

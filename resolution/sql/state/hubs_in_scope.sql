SELECT u.value, u.kind, u.reason, u.text, u.figures FROM scope AS s CROSS JOIN hubs AS u ON u.value = s.key

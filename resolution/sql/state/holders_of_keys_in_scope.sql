SELECT DISTINCT h.item FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key WHERE h.role = 'key'

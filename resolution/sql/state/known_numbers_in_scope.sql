SELECT DISTINCT s.key FROM scope AS s CROSS JOIN numbers AS n ON n.value = s.key

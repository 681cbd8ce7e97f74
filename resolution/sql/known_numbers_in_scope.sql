SELECT DISTINCT s.key FROM scope AS s JOIN numbers AS n ON n.value = s.key

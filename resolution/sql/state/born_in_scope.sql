SELECT e.entity_id, e.born FROM scope AS s CROSS JOIN entities AS e ON e.entity_id = s.key

SELECT m.record, m.entity_id FROM scope AS s CROSS JOIN members AS m ON m.record = s.key

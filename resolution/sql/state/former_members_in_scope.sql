SELECT f.record, f.entity_id FROM scope AS s CROSS JOIN former_members AS f ON f.entity_id = s.key

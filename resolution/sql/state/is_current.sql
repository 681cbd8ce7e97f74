SELECT 1 FROM members WHERE entity_id = $id LIMIT 1

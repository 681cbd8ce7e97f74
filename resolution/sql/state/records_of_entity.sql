SELECT record FROM members WHERE entity_id = $id ORDER BY record

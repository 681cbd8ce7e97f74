DELETE FROM former_members WHERE entity_id = $id

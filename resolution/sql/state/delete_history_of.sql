DELETE FROM history WHERE entity_id = $id

DELETE FROM former_members WHERE entity_id IN (SELECT key FROM scope)

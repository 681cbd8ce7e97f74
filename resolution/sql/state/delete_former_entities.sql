DELETE FROM former_members WHERE entity_id IN (SELECT value FROM json_each($ids))

SELECT DISTINCT entity_id FROM former_members WHERE record = $record

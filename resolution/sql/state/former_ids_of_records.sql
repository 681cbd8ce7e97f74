SELECT DISTINCT f.entity_id FROM json_each($records) AS k CROSS JOIN former_members AS f ON f.record = k.value

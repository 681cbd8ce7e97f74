-- Retired ids that held nothing but these records last
SELECT DISTINCT f.entity_id FROM json_each($records) AS k CROSS JOIN former_members AS f ON f.record = k.value
WHERE NOT EXISTS (SELECT 1 FROM former_members AS other WHERE other.entity_id = f.entity_id AND other.record NOT IN (SELECT value FROM json_each($records)))

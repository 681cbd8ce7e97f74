-- The ids that now hold what this one held when it ended.
SELECT DISTINCT m.entity_id FROM former_members AS f CROSS JOIN members AS m ON m.record = f.record WHERE f.entity_id = $id ORDER BY m.entity_id

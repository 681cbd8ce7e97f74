-- Ids that ended when they held a record in scope.
SELECT DISTINCT f.entity_id FROM scope AS s CROSS JOIN former_members AS f ON f.record = s.key

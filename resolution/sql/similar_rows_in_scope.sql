-- Relationships of nearness that a picture in scope has or had.
WITH ids AS (
    SELECT m.entity_id FROM scope AS s JOIN members AS m ON m.record = 'image|' || s.key
    UNION SELECT f.entity_id FROM scope AS s JOIN former_members AS f ON f.record = 'image|' || s.key
)
SELECT r.id FROM graph_relationships AS r
WHERE r.component = 'similar' AND (r.source IN (SELECT entity_id FROM ids) OR r.target IN (SELECT entity_id FROM ids))

-- Relationships of nearness that a picture in scope has or had.
WITH ids AS MATERIALIZED (
    SELECT m.entity_id AS entity_id FROM scope AS s CROSS JOIN members AS m ON m.record = 'image|' || s.key
    UNION SELECT f.entity_id FROM scope AS s CROSS JOIN former_members AS f ON f.record = 'image|' || s.key
)
SELECT r.id FROM ids AS i CROSS JOIN graph_relationships AS r ON r.source = i.entity_id WHERE r.unit = 'similar'
UNION
SELECT r.id FROM ids AS i CROSS JOIN graph_relationships AS r ON r.target = i.entity_id WHERE r.unit = 'similar'

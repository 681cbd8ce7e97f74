SELECT r.id FROM graph_relationships AS r WHERE r.component = 'similar'
    AND (r.source IN (SELECT m.entity_id FROM scope AS s JOIN members AS m ON m.record = 'image|' || s.key)
        OR r.target IN (SELECT m.entity_id FROM scope AS s JOIN members AS m ON m.record = 'image|' || s.key))

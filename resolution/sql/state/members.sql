SELECT m.record, m.entity_id FROM json_each($records) AS k CROSS JOIN members AS m ON m.record = k.value

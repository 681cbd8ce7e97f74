SELECT m.record, m.entity_id FROM (SELECT unnest($records::VARCHAR[]) AS record) AS k JOIN members AS m ON m.record = k.record

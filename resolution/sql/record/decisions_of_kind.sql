SELECT decision_id, left_records, right_records, decision FROM decisions WHERE entity_type = $kind ORDER BY moment, decision_id

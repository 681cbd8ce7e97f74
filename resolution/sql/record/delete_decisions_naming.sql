DELETE FROM decisions
WHERE list_has_any(from_json(left_records, '["VARCHAR"]'), $names) OR list_has_any(from_json(right_records, '["VARCHAR"]'), $names)

SELECT decision_id, moment, author, entity_type, a, b, decision, reason FROM decisions ORDER BY moment, decision_id

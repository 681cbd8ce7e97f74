SELECT moment, run_id, event, cause, others FROM history WHERE entity_id = $id ORDER BY moment, run_id, event

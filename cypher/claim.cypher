// Takes the graph for a record store if nobody has it. $store_id, $schema
MERGE (s:ClewState {name: 'clew'})
ON CREATE SET s.store_id = $store_id, s.schema = $schema, s.position = 0
RETURN s.store_id AS store_id

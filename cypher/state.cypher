// Whose graph this is and how far it is; `occupied` if there are entities without a state.
OPTIONAL MATCH (s:ClewState {name: 'clew'})
RETURN s.store_id AS store_id, coalesce(s.position, 0) AS position, EXISTS { MATCH (n:Entity) } AS occupied

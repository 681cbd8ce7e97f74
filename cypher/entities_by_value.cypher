// Entities of a type by their value, in the order of the values. $type, $values
UNWIND range(0, size($values) - 1) AS i
MATCH (n:Entity {type: $type, value: $values[i]})
RETURN n {.*, record: null, search: null, facets: null} AS n
ORDER BY i, n.id

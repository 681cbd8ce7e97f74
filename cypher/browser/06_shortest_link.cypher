// How two entities hang together: the shortest way over people and values, never through a hub, a network, a place or a site.
// :param a => 'person-0'
// :param b => 'person-2'
MATCH (a:Entity {entity_id: $a}), (b:Entity {entity_id: $b})
MATCH path = ANY SHORTEST (a)
  ((x)-[r:USES|PICTURED_IN|STAYS_AT|POSSIBLY_SAME_AS|IN_SERIES_WITH|REGISTERED_TO|REGISTERED_AT|SIMILAR_TO]-(y)
    WHERE (NOT coalesce(x.hub, false) OR x = a OR x = b) AND (NOT coalesce(y.hub, false) OR y = a OR y = b)){1,8}
  (b)
RETURN path

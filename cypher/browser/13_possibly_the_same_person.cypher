// Pairs of persons that may be one, the most probable first: worth an analyst's answer.
MATCH (a:Person)-[r:POSSIBLY_SAME_AS]-(b:Person) WHERE a.entity_id < b.entity_id
RETURN a.entity_id AS a, a.label AS name_a, b.entity_id AS b, b.label AS name_b, r.probability AS probability
ORDER BY probability DESC, a, b LIMIT 100

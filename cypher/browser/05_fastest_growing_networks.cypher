// Networks whose ads grew most in their latest four weeks against the four before.
MATCH (n:Network) WHERE n.growth > 1
RETURN n.network_id AS network, n.growth AS growth, n.persons AS persons, n.cities AS cities, n.last_seen AS last_seen
ORDER BY growth DESC, network LIMIT 25

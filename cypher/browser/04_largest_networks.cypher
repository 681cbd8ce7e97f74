// The largest networks with where they were seen and what indicates co-operation.
MATCH (n:Network)
RETURN n.network_id AS network, n.persons AS persons, n.phones AS phones, n.ads AS ads, n.countries AS countries, n.cities AS cities,
  n.indicators AS indicators, n.first_seen AS first_seen, n.last_seen AS last_seen
ORDER BY persons DESC, network LIMIT 25

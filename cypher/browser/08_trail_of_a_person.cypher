// Where a person was advertised, in order of time.
// :param person => 'person-0'
MATCH (:Person:Entity {entity_id: $person})<-[:ADVERTISES]-(ad:Ad)-[placed:PLACED_IN]->(place:Place)
RETURN placed.first_seen AS from, placed.last_seen AS to, place.place AS place, ad.ad AS ad
ORDER BY from, to, ad

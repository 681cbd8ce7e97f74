// Persons of the same network who were in at least two of a person's places while that person was there.
// :param person => 'person-0'
MATCH (person:Person:Entity {entity_id: $person})-[:MEMBER_OF]->(:Network)<-[:MEMBER_OF]-(other:Person)
MATCH (person)-[own:SEEN_IN]->(place:Place)<-[theirs:SEEN_IN]-(other)
WHERE own.first_seen <= theirs.last_seen AND theirs.first_seen <= own.last_seen
WITH other, collect(DISTINCT place.place) AS places WHERE size(places) >= 2
RETURN other.entity_id AS person, other.label AS name, places ORDER BY size(places) DESC, person

// The network that a person or a value belongs to, as a picture.
// :param entity_id => 'person-0'
MATCH (:Entity {entity_id: $entity_id})-[:MEMBER_OF]->(network:Network)
MATCH (network)<-[:MEMBER_OF]-(member:Entity)
WITH collect(DISTINCT member) AS members
UNWIND members AS member
OPTIONAL MATCH path = (member)-[:USES|PICTURED_IN|STAYS_AT|IN_SERIES_WITH|REGISTERED_TO|REGISTERED_AT]->(other) WHERE other IN members
RETURN member, path LIMIT 1000

// Whose ads are the ads of an entity or network: an owner's phones, a network's persons, else the node itself. $id
MATCH (n:Entity {entity_id: $id}) WHERE NOT n:Owner RETURN n.id AS id
UNION
MATCH (:Entity {entity_id: $id})<-[:REGISTERED_TO]-(phone:Phone) RETURN phone.id AS id
UNION
MATCH (:Network {network_id: $id})<-[:MEMBER_OF]-(person:Person) RETURN person.id AS id

// Who is on this number? Its persons, its subscriber and the other numbers of those persons.
// :param phone => '+4790000001'
MATCH (phone:Phone:Entity {type: 'phone', value: $phone})
OPTIONAL MATCH used = (phone)<-[:USES]-(person:Person)
OPTIONAL MATCH others = (person)-[:USES]->(other:Phone) WHERE NOT coalesce(other.hub, false)
OPTIONAL MATCH registered = (phone)-[:REGISTERED_TO]->(:Owner)-[:REGISTERED_AT]->(:Address)
RETURN phone, used, others, registered LIMIT 200

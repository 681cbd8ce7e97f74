// The members of a network. $id
MATCH (n:Network {network_id: $id})<-[:MEMBER_OF]-(member:Entity)
RETURN member.entity_id AS id ORDER BY id

// Subscribers with several numbers in the ads, and where they are registered.
MATCH (owner:Owner)<-[:REGISTERED_TO]-(phone:Phone)
WHERE NOT coalesce(owner.hub, false)
OPTIONAL MATCH (owner)-[:REGISTERED_AT]->(address:Address)
WITH owner, collect(DISTINCT phone.value) AS phones, collect(DISTINCT address.value) AS addresses
WHERE size(phones) >= 2
RETURN owner.value AS subscriber, size(phones) AS numbers, phones, addresses, owner.network_id AS network
ORDER BY numbers DESC, subscriber LIMIT 100

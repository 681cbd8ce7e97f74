// Every ad that lists a number, the latest first, with whom it advertises.
// :param phone => '+4790000001'
MATCH (:Phone:Entity {type: 'phone', value: $phone})<-[lists:LISTS]-(ad:Ad)
OPTIONAL MATCH (ad)-[:ADVERTISES]->(person:Person)
RETURN ad.last_seen AS last_seen, ad.site AS site, ad.city AS city, person.label AS person, ad.title AS title, lists.evidence_values AS as_written, ad.url AS url
ORDER BY last_seen DESC LIMIT 200

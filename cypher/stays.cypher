// Where the ads of entities were placed, and when. $ids
UNWIND $ids AS id
MATCH (n:Entity {entity_id: id})<-[:ADVERTISES|LISTS|SHOWS|GIVES]-(ad:Ad)
WITH DISTINCT id, ad
MATCH (ad)-[placed:PLACED_IN]->(place:Place)
WITH id, ad, place, coalesce(placed.first_seen, ad.first_seen) AS first_seen, coalesce(placed.last_seen, ad.last_seen) AS last_seen
WHERE first_seen IS NOT NULL AND last_seen IS NOT NULL
RETURN collect([id, ad.ad, place.id, first_seen, last_seen]) AS found

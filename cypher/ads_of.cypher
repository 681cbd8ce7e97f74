// Ads by their last capture, latest first, after the one last shown: of an entity (an owner has its phones'), of a network's persons, in a
// place or on a site. $entities, $networks, $places, $sites: keys; $seen, $after, $limit
CALL () {
  UNWIND $entities AS key MATCH (n:Entity {entity_id: key})<-[:ADVERTISES|LISTS|SHOWS|GIVES]-(ad:Ad) WHERE NOT n:Owner RETURN ad
  UNION
  UNWIND $entities AS key MATCH (:Entity {entity_id: key})<-[:REGISTERED_TO]-(:Phone)<-[:ADVERTISES|LISTS|SHOWS|GIVES]-(ad:Ad) RETURN ad
  UNION
  UNWIND $networks AS key MATCH (:Network {network_id: key})<-[:MEMBER_OF]-(:Person)<-[:ADVERTISES|LISTS|SHOWS|GIVES]-(ad:Ad) RETURN ad
  UNION
  UNWIND $places AS key MATCH (:Place {place: key})<-[:PLACED_IN]-(ad:Ad) RETURN ad
  UNION
  UNWIND $sites AS key MATCH (:Site {site: key})<-[:POSTED_ON]-(ad:Ad) RETURN ad
}
WITH DISTINCT ad, coalesce(ad.last_seen, '') AS seen
WHERE seen < $seen OR (seen = $seen AND ad.ad > $after)
WITH ad, seen ORDER BY seen DESC, ad.ad LIMIT $limit
RETURN collect(ad {.*, record: null, search: null, facets: null}) AS found

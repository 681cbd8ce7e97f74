// Entities of a type whose first placing in the places falls in the period. $places (keys), $type, $since, $until,
// $seen and $after (of the last one shown, or null), $limit
MATCH (ad:Ad)-[r:PLACED_IN]->(place:Place)
WHERE r.first_seen >= $since AND r.first_seen <= $until AND place.place IN $places
WITH DISTINCT ad
CALL (ad) {
  MATCH (ad)-[:ADVERTISES|LISTS|SHOWS|GIVES]->(n:Entity) WHERE n.type = $type AND NOT coalesce(n.hub, false) RETURN n
  UNION
  WITH ad WHERE $type = 'ad' RETURN ad AS n
}
WITH DISTINCT n
CALL (n) {
  MATCH (n)<-[:ADVERTISES|LISTS|SHOWS|GIVES]-(:Ad)-[placed:PLACED_IN]->(at:Place) RETURN placed.first_seen AS seen, at
  UNION ALL
  MATCH (n)-[placed:PLACED_IN]->(at:Place) RETURN placed.first_seen AS seen, at
}
WITH n, min(seen) AS anywhere, collect(CASE WHEN at.place IN $places THEN [seen, at.id] END) AS inside
WITH n, anywhere, inside, reduce(best = null, one IN inside | CASE WHEN best IS NULL OR one[0] < best[0] OR (one[0] = best[0] AND one[1] < best[1])
  THEN one ELSE best END) AS first
WHERE first[0] >= $since AND first[0] <= $until
  AND ($after IS NULL OR first[0] < $seen OR (first[0] = $seen AND n.id > $after))
WITH n, first, anywhere ORDER BY first[0] DESC, n.id LIMIT $limit
RETURN n {.*, record: null, search: null, facets: null} AS n, first[1] AS place, first[0] AS first_seen, anywhere
ORDER BY first_seen DESC, n.id

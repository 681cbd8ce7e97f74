// Ads and persons by place in a period. $places (keys), $since, $until
UNWIND $places AS key
MATCH (n:Place {place: key})<-[r:PLACED_IN|SEEN_IN]-()
WHERE (r.last_seen IS NULL OR r.last_seen >= $since) AND (r.first_seen IS NULL OR r.first_seen <= $until)
WITH n, count(CASE WHEN type(r) = 'PLACED_IN' THEN 1 END) AS ads, count(CASE WHEN type(r) = 'SEEN_IN' THEN 1 END) AS persons
RETURN n {.*, record: null, search: null, facets: null} AS n, ads, persons ORDER BY n.id

// Candidates: nodes by the words and facets that they hold, best first. $match (a Lucene query), $since, $until, $skip, $limit
CALL db.index.fulltext.queryNodes('clew_words', $match) YIELD node AS n, score
WHERE coalesce(n.last_seen, '9') >= $since AND coalesce(n.first_seen, '') <= $until
WITH n, score SKIP $skip LIMIT $limit
RETURN collect([n.id, n.type, n.label, coalesce(toFloat(n.ads), 0.0), coalesce(n.last_seen, ''), n.lat, n.lon]) AS found

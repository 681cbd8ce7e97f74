// Candidates: nodes by the words and facets that they hold, best first. $match (a Lucene query), $always (no period), $since, $until,
// $located (whether coordinates matter), $skip, $limit. The index's own skip and limit give equals twice or never.
CALL db.index.fulltext.queryNodes('clew_words', $match) YIELD node AS n, score
WHERE $always OR (coalesce(n.last_seen, '9') >= $since AND coalesce(n.first_seen, '') <= $until)
WITH n, score SKIP $skip LIMIT $limit
RETURN collect([
  n.id, n.type, n.label, coalesce(toFloat(n.ads), 0.0), coalesce(n.last_seen, ''),
  CASE WHEN $located THEN n.lat END, CASE WHEN $located THEN n.lon END
]) AS found

// Networks that pass a filter, ranked. $order, $traits (kind and value in one word), $min_size, $max_size, $since, $until,
// $owner (words or null), $rank and $after (of the last one shown, or null), $limit
MATCH (n:Network)
WHERE all(trait IN $traits WHERE trait IN n.traits)
  AND ($min_size IS NULL OR coalesce(n.persons, 0) >= $min_size) AND ($max_size IS NULL OR coalesce(n.persons, 0) <= $max_size)
  AND ($since IS NULL OR coalesce(n.last_seen, '') >= $since) AND ($until IS NULL OR coalesce(n.first_seen, '') <= $until)
  AND ($owner IS NULL OR all(word IN $owner WHERE (' ' + coalesce(n.owner_words, '')) CONTAINS (' ' + word)))
WITH n, CASE $order WHEN 'size' THEN coalesce(n.persons, 0) WHEN 'growth' THEN coalesce(n.growth, 0.0)
  WHEN 'cohesion' THEN coalesce(n.cohesion, 0.0) ELSE coalesce(n.first_seen, '') END AS rank
WHERE $after IS NULL OR rank < $rank OR (rank = $rank AND n.network_id > $after)
WITH n, rank ORDER BY rank DESC, n.network_id LIMIT $limit
RETURN n {.*, record: null, search: null, facets: null} AS n, rank ORDER BY rank DESC, n.network_id

// Networks that pass a filter, the newest first. $traits ("kind:value"), $min_size, $max_size, $since, $until,
// $owner (words or null), $rank and $after (of the last one shown, or null), $limit
MATCH (n:Network)
WHERE n.sort_newest IS NOT NULL AND all(trait IN $traits WHERE trait IN n.traits)
  AND ($min_size IS NULL OR n.sort_size >= $min_size) AND ($max_size IS NULL OR n.sort_size <= $max_size)
  AND ($since IS NULL OR coalesce(n.last_seen, '') >= $since) AND ($until IS NULL OR coalesce(n.first_seen, '') <= $until)
  AND ($owner IS NULL OR all(word IN $owner WHERE (' ' + n.owner_words) CONTAINS (' ' + word)))
  AND ($after IS NULL OR n.sort_newest < $rank OR (n.sort_newest = $rank AND n.network_id > $after))
WITH n ORDER BY n.sort_newest DESC, n.network_id LIMIT $limit
RETURN n {.*, record: null, search: null, facets: null} AS n, n.sort_newest AS rank ORDER BY rank DESC, n.network_id

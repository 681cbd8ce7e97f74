SELECT erasure_id, min(moment), min(author), min(reason), list(DISTINCT kind), count(*) FROM tombstones GROUP BY erasure_id ORDER BY min(moment), erasure_id

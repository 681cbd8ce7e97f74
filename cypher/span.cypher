// The first and the last capture.
CALL () { MATCH (a:Ad) WHERE a.first_seen IS NOT NULL RETURN a.first_seen AS first_seen ORDER BY first_seen LIMIT 1 UNION ALL RETURN null AS first_seen }
WITH min(first_seen) AS first_seen
CALL () { MATCH (a:Ad) WHERE a.last_seen IS NOT NULL RETURN a.last_seen AS last_seen ORDER BY last_seen DESC LIMIT 1 UNION ALL RETURN null AS last_seen }
RETURN first_seen, max(last_seen) AS last_seen

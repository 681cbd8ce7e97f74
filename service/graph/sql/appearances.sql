-- Entities of a type whose first placing in the places falls in the period. :places (ids), :type, :since, :until,
-- :seen and :after (of the last one shown), :limit
WITH area (key) AS (SELECT node.key FROM json_each(:places) AS given JOIN node ON node.id = given.value),
fresh (ad) AS (
  SELECT DISTINCT source FROM relationship
  WHERE scope = 2 AND type = 'PLACED_IN' AND first_seen >= :since AND first_seen <= :until AND target IN (SELECT key FROM area)
),
candidate (key) AS (
  SELECT DISTINCT node.key FROM fresh CROSS JOIN relationship AS r ON r.source = fresh.ad AND r.scope = 1
  CROSS JOIN node ON node.key = r.target AND node.type = :type AND node.hub = 0
  UNION
  SELECT ad FROM fresh WHERE :type = 'ad'
),
placing (key, place, seen) AS (
  SELECT candidate.key, placed.target, placed.first_seen
  FROM candidate CROSS JOIN relationship AS r ON r.target = candidate.key AND r.scope = 1
  CROSS JOIN relationship AS placed ON placed.source = r.source AND placed.scope = 2 AND placed.type = 'PLACED_IN'
  UNION ALL
  SELECT candidate.key, placed.target, placed.first_seen
  FROM candidate CROSS JOIN relationship AS placed ON placed.source = candidate.key AND placed.scope = 2 AND placed.type = 'PLACED_IN'
  WHERE :type = 'ad'
),
first (key, seen, anywhere) AS (
  SELECT key, min(CASE WHEN place IN (SELECT key FROM area) THEN seen END), min(seen) FROM placing GROUP BY key
)
SELECT node.id, node.type, detail.label, detail.properties, first.seen, first.anywhere,
  (SELECT min(place.id) FROM placing JOIN node AS place ON place.key = placing.place
   WHERE placing.key = first.key AND placing.seen = first.seen AND placing.place IN (SELECT key FROM area))
FROM first JOIN node ON node.key = first.key JOIN detail ON detail.key = first.key
WHERE first.seen >= :since AND first.seen <= :until
  AND (:after IS NULL OR first.seen < :seen OR (first.seen = :seen AND node.id > :after))
ORDER BY first.seen DESC, node.id
LIMIT :limit

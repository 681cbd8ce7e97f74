-- Entities of a type whose first placing in the places falls in the period. :places (ids), :type, :since, :until,
-- (`+` keeps the index by date, which serves `fresh` alone, away from the look-ups by ad.)
-- :seen and :after (of the last one shown), :limit
WITH area (key, id) AS MATERIALIZED (SELECT node.key, node.id FROM json_each(:places) AS given CROSS JOIN node ON node.id = given.value),
fresh (ad) AS MATERIALIZED (
  SELECT DISTINCT source FROM relationship
  WHERE scope = 2 AND type = 'PLACED_IN' AND first_seen >= :since AND first_seen <= :until AND target IN (SELECT key FROM area)
),
candidate (key) AS MATERIALIZED (
  SELECT node.key FROM fresh CROSS JOIN relationship AS r ON r.source = fresh.ad AND r.scope = 1
  CROSS JOIN node ON node.key = r.target AND node.type = :type AND node.hub = 0
  UNION
  SELECT ad FROM fresh WHERE :type = 'ad'
),
placing (key, place, seen) AS MATERIALIZED (
  SELECT candidate.key, placed.target, placed.first_seen
  FROM candidate CROSS JOIN relationship AS r ON r.target = candidate.key AND r.scope = 1
  CROSS JOIN relationship AS placed ON placed.source = r.source AND placed.scope = 2 AND +placed.type = 'PLACED_IN'
  UNION ALL
  SELECT candidate.key, placed.target, placed.first_seen
  FROM candidate CROSS JOIN relationship AS placed ON placed.source = candidate.key AND placed.scope = 2 AND +placed.type = 'PLACED_IN'
  WHERE :type = 'ad'
),
first (key, inside, anywhere) AS MATERIALIZED (
  SELECT placing.key, min(placing.seen || ' ' || area.id), min(placing.seen)
  FROM placing LEFT JOIN area ON area.key = placing.place GROUP BY placing.key
),
split (key, seen, place, anywhere) AS (
  SELECT key, substr(inside, 1, instr(inside, ' ') - 1), substr(inside, instr(inside, ' ') + 1), anywhere FROM first WHERE inside IS NOT NULL
)
SELECT node.id, node.type, detail.label, detail.properties, split.seen, split.anywhere, split.place
FROM split CROSS JOIN node ON node.key = split.key CROSS JOIN detail ON detail.key = split.key
WHERE split.seen >= :since AND split.seen <= :until
  AND (:after IS NULL OR split.seen < :seen OR (split.seen = :seen AND node.id > :after))
ORDER BY split.seen DESC, node.id
LIMIT :limit

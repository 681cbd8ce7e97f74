-- Candidates that are ads, the last written first: weighing by bm25 costs 5 us a match. :match (an FTS5 expression),
-- :below (the last key shown), :located (whether coordinates
-- matter), :always (no period), :since, :until, :limit
SELECT node.id, node.type, detail.label, detail.ads, coalesce(node.last_seen, ''),
  CASE WHEN :located THEN json_extract(detail.properties, '$.lat') END, CASE WHEN :located THEN json_extract(detail.properties, '$.lon') END, found.key
FROM (
  SELECT rowid AS key FROM texts
  WHERE texts MATCH :match AND rowid < :below AND (:always OR EXISTS (
    SELECT 1 FROM node WHERE node.key = texts.rowid AND coalesce(last_seen, '9') >= :since AND coalesce(first_seen, '') <= :until))
  ORDER BY rowid DESC LIMIT :limit
) AS found
CROSS JOIN node ON node.key = found.key
CROSS JOIN detail ON detail.key = found.key

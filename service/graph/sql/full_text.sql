-- Candidates. :match (an FTS5 expression), :located (whether coordinates matter), :since, :until, :limit
SELECT node.id, node.type, detail.label, detail.ads, coalesce(node.last_seen, ''),
  CASE WHEN :located THEN json_extract(detail.properties, '$.lat') END, CASE WHEN :located THEN json_extract(detail.properties, '$.lon') END
FROM words JOIN node ON node.key = words.rowid JOIN detail ON detail.key = node.key
WHERE words MATCH :match AND coalesce(node.last_seen, '9') >= :since AND coalesce(node.first_seen, '') <= :until
ORDER BY words.rank, node.id
LIMIT :limit

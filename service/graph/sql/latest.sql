-- As full_text, without words to rank by: what was written last. :match, :since, :until, :limit
SELECT node.id, node.type, detail.label, detail.properties
FROM words JOIN node ON node.key = words.rowid JOIN detail ON detail.key = node.key
WHERE words MATCH :match AND coalesce(node.last_seen, '9') >= :since AND coalesce(node.first_seen, '') <= :until
ORDER BY words.rowid DESC
LIMIT :limit

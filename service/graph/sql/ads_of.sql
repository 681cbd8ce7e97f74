-- :holders, :seen and :after (the last ad shown), :limit
SELECT ad.id, ad.type, detail.label, detail.properties, coalesce(ad.last_seen, '') AS seen
FROM (
  SELECT DISTINCT r.source AS key
  FROM json_each(:holders) AS given
  CROSS JOIN node ON node.id = given.value
  CROSS JOIN relationship AS r ON r.target = node.key AND r.scope IN (1, 2)
) AS found
CROSS JOIN node AS ad ON ad.key = found.key AND ad.type = 'ad'
CROSS JOIN detail ON detail.key = ad.key
WHERE coalesce(ad.last_seen, '') < :seen OR (coalesce(ad.last_seen, '') = :seen AND ad.id > :after)
ORDER BY seen DESC, ad.id
LIMIT :limit

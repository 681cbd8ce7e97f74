-- Networks that pass a filter, ranked. :order, :country, :city, :site, :indicator (facets or NULL), :min_size, :max_size, :since, :until,
-- :owner (a list of words or NULL), :rank and :after (of the last one shown, or NULL), :limit
SELECT id, type, label, properties, rank FROM (
  SELECT node.id, node.type, detail.label, detail.properties,
    CASE :order WHEN 'size' THEN size WHEN 'growth' THEN growth WHEN 'cohesion' THEN cohesion ELSE network.first_seen END AS rank
  FROM network JOIN node ON node.key = network.key JOIN detail ON detail.key = node.key
  WHERE (:country IS NULL OR EXISTS (SELECT 1 FROM trait WHERE network = network.key AND kind = 'country' AND value = :country))
    AND (:city IS NULL OR EXISTS (SELECT 1 FROM trait WHERE network = network.key AND kind = 'city' AND value = :city))
    AND (:site IS NULL OR EXISTS (SELECT 1 FROM trait WHERE network = network.key AND kind = 'site' AND value = :site))
    AND (:indicator IS NULL OR EXISTS (SELECT 1 FROM trait WHERE network = network.key AND kind = 'indicator' AND value = :indicator))
    AND (:min_size IS NULL OR size >= :min_size) AND (:max_size IS NULL OR size <= :max_size)
    AND (:since IS NULL OR network.last_seen >= :since) AND (:until IS NULL OR network.first_seen <= :until)
    AND (:owner IS NULL OR NOT EXISTS (
      SELECT 1 FROM json_each(:owner) AS word WHERE instr(' ' || network.owners, ' ' || word.value) = 0))
)
WHERE :after IS NULL OR rank < :rank OR (rank = :rank AND id > :after)
ORDER BY rank DESC, id
LIMIT :limit

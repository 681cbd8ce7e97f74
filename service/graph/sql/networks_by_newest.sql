-- Networks that pass a filter, the newest first. :country, :city, :site, :indicator (or NULL), :min_size, :max_size, :since, :until,
-- :owner (a list of words or NULL), :rank and :after (of the last one shown, or NULL), :limit
SELECT found.id, 'network', detail.label, detail.properties, found.rank FROM (
  SELECT key, id, first_seen AS rank FROM network
  WHERE (:country IS NULL OR EXISTS (SELECT 1 FROM trait WHERE network = network.key AND kind = 'country' AND value = :country))
    AND (:city IS NULL OR EXISTS (SELECT 1 FROM trait WHERE network = network.key AND kind = 'city' AND value = :city))
    AND (:site IS NULL OR EXISTS (SELECT 1 FROM trait WHERE network = network.key AND kind = 'site' AND value = :site))
    AND (:indicator IS NULL OR EXISTS (SELECT 1 FROM trait WHERE network = network.key AND kind = 'indicator' AND value = :indicator))
    AND (:min_size IS NULL OR size >= :min_size) AND (:max_size IS NULL OR size <= :max_size)
    AND (:since IS NULL OR last_seen >= :since) AND (:until IS NULL OR first_seen <= :until)
    AND (:owner IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(:owner) AS word WHERE instr(' ' || owners, ' ' || word.value) = 0))
    AND (:after IS NULL OR first_seen < :rank OR (first_seen = :rank AND id > :after))
  ORDER BY first_seen DESC, id
  LIMIT :limit
) AS found JOIN detail ON detail.key = found.key
ORDER BY found.rank DESC, found.id

-- What is adjacent to nodes. :ids, :scopes, :types (of the other node), :min_probability, :since, :until
SELECT here.id, there.id, r.type, TRUE, coalesce(r.probability, 1.0), there.type, there.hub
FROM json_each(:ids) AS given
CROSS JOIN node AS here ON here.id = given.value
CROSS JOIN relationship AS r ON r.source = here.key AND r.scope IN (SELECT value FROM json_each(:scopes))
CROSS JOIN node AS there ON there.key = r.target
WHERE (r.probability IS NULL OR r.probability >= :min_probability)
  AND (r.last_seen IS NULL OR r.last_seen >= :since) AND (r.first_seen IS NULL OR r.first_seen <= :until)
  AND there.type IN (SELECT value FROM json_each(:types))
UNION ALL
SELECT here.id, there.id, r.type, FALSE, coalesce(r.probability, 1.0), there.type, there.hub
FROM json_each(:ids) AS given
CROSS JOIN node AS here ON here.id = given.value
CROSS JOIN relationship AS r ON r.target = here.key AND r.scope IN (SELECT value FROM json_each(:scopes))
CROSS JOIN node AS there ON there.key = r.source
WHERE (r.probability IS NULL OR r.probability >= :min_probability)
  AND (r.last_seen IS NULL OR r.last_seen >= :since) AND (r.first_seen IS NULL OR r.first_seen <= :until)
  AND there.type IN (SELECT value FROM json_each(:types))

-- Relationships by source, type and target. :ids (a list of such triples)
SELECT here.id, there.id, r.type, r.probability, r.ads, r.first_seen, r.last_seen, e.detail
FROM json_each(:ids) AS given
CROSS JOIN node AS here ON here.id = json_extract(given.value, '$[0]')
CROSS JOIN node AS there ON there.id = json_extract(given.value, '$[2]')
CROSS JOIN relationship AS r
  ON r.source = here.key AND r.scope IN (0, 1, 2) AND r.target = there.key AND r.type = json_extract(given.value, '$[1]')
LEFT JOIN evidence AS e ON e.source = r.source AND e.target = r.target AND e.type = r.type

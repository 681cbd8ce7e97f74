-- Every relationship among nodes. :ids, :scopes
SELECT here.id, there.id, r.type, r.probability, r.ads, r.first_seen, r.last_seen, e.detail
FROM json_each(:ids) AS given
CROSS JOIN node AS here ON here.id = given.value
CROSS JOIN relationship AS r ON r.source = here.key AND r.scope IN (SELECT value FROM json_each(:scopes))
CROSS JOIN node AS there ON there.key = r.target
LEFT JOIN evidence AS e ON e.source = r.source AND e.target = r.target AND e.type = r.type
WHERE there.id IN (SELECT value FROM json_each(:ids))

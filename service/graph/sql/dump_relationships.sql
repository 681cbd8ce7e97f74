SELECT here.id, there.id, r.type, r.probability, r.ads, r.first_seen, r.last_seen, e.detail
FROM node AS here
CROSS JOIN relationship AS r ON r.source = here.key
CROSS JOIN node AS there ON there.key = r.target
LEFT JOIN evidence AS e ON e.source = r.source AND e.target = r.target AND e.type = r.type

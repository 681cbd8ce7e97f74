-- Ads and persons by place in a period. :places (ids), :since, :until
SELECT node.id, node.type, detail.label, detail.properties, sum(r.type = 'PLACED_IN'), sum(r.type = 'SEEN_IN')
FROM json_each(:places) AS given
CROSS JOIN node ON node.id = given.value
CROSS JOIN detail ON detail.key = node.key
CROSS JOIN relationship AS r ON r.target = node.key AND r.scope = 2 AND r.type IN ('PLACED_IN', 'SEEN_IN')
WHERE (r.last_seen IS NULL OR r.last_seen >= :since) AND (r.first_seen IS NULL OR r.first_seen <= :until)
GROUP BY node.key
ORDER BY node.id

-- The moment since which so many ads were newly placed in the places. :places (ids), :since, :until, :count
SELECT first_seen FROM relationship
WHERE scope = 2 AND type = 'PLACED_IN' AND first_seen >= :since AND first_seen <= :until
  AND target IN (SELECT node.key FROM json_each(:places) AS given CROSS JOIN node ON node.id = given.value)
ORDER BY first_seen DESC
LIMIT 1 OFFSET :count

SELECT member.id FROM node
JOIN relationship AS r ON r.target = node.key AND r.scope = 2 AND r.type = 'MEMBER_OF'
JOIN node AS member ON member.key = r.source
WHERE node.id = :id
ORDER BY member.id

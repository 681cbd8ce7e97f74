-- Whose ads are the ads of a node: an owner's phones, a network's persons, else the node itself. :id
SELECT node.id FROM node WHERE id = :id AND type NOT IN ('owner', 'network')
UNION
SELECT phone.id FROM node
JOIN relationship AS r ON r.target = node.key AND r.scope = 0 AND r.type = 'REGISTERED_TO'
JOIN node AS phone ON phone.key = r.source
WHERE node.id = :id AND node.type = 'owner'
UNION
SELECT person.id FROM node
JOIN relationship AS r ON r.target = node.key AND r.scope = 2 AND r.type = 'MEMBER_OF'
JOIN node AS person ON person.key = r.source AND person.type = 'person'
WHERE node.id = :id AND node.type = 'network'
ORDER BY 1

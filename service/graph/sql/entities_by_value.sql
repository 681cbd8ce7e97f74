SELECT node.id, node.type, detail.label, detail.properties
FROM json_each(:values) AS given JOIN node ON node.type = :type AND node.value = given.value JOIN detail ON detail.key = node.key
ORDER BY given.key, node.id

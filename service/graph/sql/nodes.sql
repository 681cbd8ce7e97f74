SELECT node.id, node.type, detail.label, detail.properties
FROM json_each(:ids) AS given JOIN node ON node.id = given.value JOIN detail ON detail.key = node.key

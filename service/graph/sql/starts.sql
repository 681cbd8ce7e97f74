SELECT node.id, node.type, node.hub FROM json_each(:ids) AS given JOIN node ON node.id = given.value

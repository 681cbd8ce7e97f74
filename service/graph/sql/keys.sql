-- The keys of ids. :ids
SELECT given.value, node.key FROM json_each(:ids) AS given JOIN node ON node.id = given.value

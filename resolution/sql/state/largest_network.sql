SELECT max(CAST(properties ->> '$.ads' AS INTEGER)) FROM graph_nodes WHERE type = 'network'

SELECT max(CAST(properties ->> '$.ads' AS BIGINT)) FROM graph_nodes WHERE type = 'network'

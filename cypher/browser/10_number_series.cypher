// Numbers that were probably bought together, with the pairs that chance alone would give beside them.
MATCH (a:Phone)-[series:IN_SERIES_WITH]->(b:Phone)
RETURN a.value AS number, b.value AS neighbour, series.gap AS gap, series.expected AS expected_by_chance, series.probability AS probability,
  a.network_id AS network, b.network_id AS network_of_neighbour
ORDER BY probability DESC, gap, number LIMIT 200

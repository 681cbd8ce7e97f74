// Nodes by type, hubs by type and relationships by type; each count comes from Neo4j's own statistics.
MATCH (n:Person) RETURN 'node' AS kind, 'person' AS type, count(n) AS count
UNION ALL MATCH (n:Phone) RETURN 'node' AS kind, 'phone' AS type, count(n) AS count
UNION ALL MATCH (n:Email) RETURN 'node' AS kind, 'email' AS type, count(n) AS count
UNION ALL MATCH (n:Handle) RETURN 'node' AS kind, 'handle' AS type, count(n) AS count
UNION ALL MATCH (n:Address) RETURN 'node' AS kind, 'address' AS type, count(n) AS count
UNION ALL MATCH (n:Image) RETURN 'node' AS kind, 'image' AS type, count(n) AS count
UNION ALL MATCH (n:Owner) RETURN 'node' AS kind, 'owner' AS type, count(n) AS count
UNION ALL MATCH (n:Network) RETURN 'node' AS kind, 'network' AS type, count(n) AS count
UNION ALL MATCH (n:Ad) RETURN 'node' AS kind, 'ad' AS type, count(n) AS count
UNION ALL MATCH (n:Place) RETURN 'node' AS kind, 'place' AS type, count(n) AS count
UNION ALL MATCH (n:Site) RETURN 'node' AS kind, 'site' AS type, count(n) AS count
UNION ALL MATCH (n:Entity {hub: true}) RETURN 'hub' AS kind, n.type AS type, count(n) AS count
UNION ALL MATCH ()-[r:ADVERTISES]->() RETURN 'relationship' AS kind, 'ADVERTISES' AS type, count(r) AS count
UNION ALL MATCH ()-[r:LISTS]->() RETURN 'relationship' AS kind, 'LISTS' AS type, count(r) AS count
UNION ALL MATCH ()-[r:SHOWS]->() RETURN 'relationship' AS kind, 'SHOWS' AS type, count(r) AS count
UNION ALL MATCH ()-[r:GIVES]->() RETURN 'relationship' AS kind, 'GIVES' AS type, count(r) AS count
UNION ALL MATCH ()-[r:POSTED_ON]->() RETURN 'relationship' AS kind, 'POSTED_ON' AS type, count(r) AS count
UNION ALL MATCH ()-[r:PLACED_IN]->() RETURN 'relationship' AS kind, 'PLACED_IN' AS type, count(r) AS count
UNION ALL MATCH ()-[r:SEEN_IN]->() RETURN 'relationship' AS kind, 'SEEN_IN' AS type, count(r) AS count
UNION ALL MATCH ()-[r:MEMBER_OF]->() RETURN 'relationship' AS kind, 'MEMBER_OF' AS type, count(r) AS count
UNION ALL MATCH ()-[r:USES]->() RETURN 'relationship' AS kind, 'USES' AS type, count(r) AS count
UNION ALL MATCH ()-[r:PICTURED_IN]->() RETURN 'relationship' AS kind, 'PICTURED_IN' AS type, count(r) AS count
UNION ALL MATCH ()-[r:STAYS_AT]->() RETURN 'relationship' AS kind, 'STAYS_AT' AS type, count(r) AS count
UNION ALL MATCH ()-[r:POSSIBLY_SAME_AS]->() RETURN 'relationship' AS kind, 'POSSIBLY_SAME_AS' AS type, count(r) AS count
UNION ALL MATCH ()-[r:IN_SERIES_WITH]->() RETURN 'relationship' AS kind, 'IN_SERIES_WITH' AS type, count(r) AS count
UNION ALL MATCH ()-[r:REGISTERED_TO]->() RETURN 'relationship' AS kind, 'REGISTERED_TO' AS type, count(r) AS count
UNION ALL MATCH ()-[r:REGISTERED_AT]->() RETURN 'relationship' AS kind, 'REGISTERED_AT' AS type, count(r) AS count
UNION ALL MATCH ()-[r:SIMILAR_TO]->() RETURN 'relationship' AS kind, 'SIMILAR_TO' AS type, count(r) AS count

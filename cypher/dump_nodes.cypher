// Every node with everything that it holds.
MATCH (n:Entity|Ad|Network|Place|Site) RETURN n {.*, search: null, facets: null} AS n

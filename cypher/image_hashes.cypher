// Every image with its hash.
MATCH (n:Image) WHERE n.value IS NOT NULL RETURN n.entity_id AS id, n.value AS value

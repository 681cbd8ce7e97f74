SELECT source, target, type, probability, ads, first_seen, last_seen, evidence, properties FROM graph_relationships

"""The graph: a projection for reading, in Neo4j or in the embedded store."""

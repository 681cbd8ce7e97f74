// Constraints and indexes; each may be run again. Uniqueness is what Community offers and what MERGE needs.
CREATE CONSTRAINT clew_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.entity_id IS UNIQUE;
CREATE CONSTRAINT clew_ad IF NOT EXISTS FOR (n:Ad) REQUIRE n.ad IS UNIQUE;
CREATE CONSTRAINT clew_network IF NOT EXISTS FOR (n:Network) REQUIRE n.network_id IS UNIQUE;
CREATE CONSTRAINT clew_place IF NOT EXISTS FOR (n:Place) REQUIRE n.place IS UNIQUE;
CREATE CONSTRAINT clew_site IF NOT EXISTS FOR (n:Site) REQUIRE n.site IS UNIQUE;
CREATE CONSTRAINT clew_state IF NOT EXISTS FOR (n:ClewState) REQUIRE n.name IS UNIQUE;
CREATE INDEX clew_value IF NOT EXISTS FOR (n:Entity) ON (n.type, n.value);
CREATE INDEX clew_ad_first_seen IF NOT EXISTS FOR (n:Ad) ON (n.first_seen);
CREATE INDEX clew_ad_last_seen IF NOT EXISTS FOR (n:Ad) ON (n.last_seen);
CREATE INDEX clew_person_names IF NOT EXISTS FOR (n:Person) ON (n.label);
CREATE INDEX clew_hub IF NOT EXISTS FOR (n:Entity) ON (n.hub);
CREATE INDEX clew_network_size IF NOT EXISTS FOR (n:Network) ON (n.sort_size);
CREATE INDEX clew_network_growth IF NOT EXISTS FOR (n:Network) ON (n.sort_growth);
CREATE INDEX clew_network_newest IF NOT EXISTS FOR (n:Network) ON (n.sort_newest);
CREATE INDEX clew_network_cohesion IF NOT EXISTS FOR (n:Network) ON (n.sort_cohesion);
CREATE INDEX clew_placed IF NOT EXISTS FOR ()-[r:PLACED_IN]-() ON (r.first_seen);
CREATE FULLTEXT INDEX clew_words IF NOT EXISTS FOR (n:Entity|Ad|Network|Place|Site) ON EACH [n.search, n.facets]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};

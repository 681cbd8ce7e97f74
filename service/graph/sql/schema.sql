-- The embedded graph. Keys are integers of this file only; ids are the graph's. `scope` of a relationship: 0 between
-- entities, 1 from an ad to an entity, 2 to a place, site or network.
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS node (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, hub INTEGER NOT NULL, value TEXT, first_seen TEXT, last_seen TEXT
);
CREATE TABLE IF NOT EXISTS detail (
  key INTEGER PRIMARY KEY, of_ad INTEGER NOT NULL, label TEXT NOT NULL, ads REAL NOT NULL, properties TEXT NOT NULL, search TEXT NOT NULL, facets TEXT NOT NULL, record TEXT
);
-- Full text of ads and of all else stands apart: lists of the rare need not be sought in those of the common.
CREATE VIEW IF NOT EXISTS of_entities AS SELECT key, search, facets FROM detail WHERE NOT of_ad;
CREATE VIEW IF NOT EXISTS of_ads AS SELECT key, search, facets FROM detail WHERE of_ad;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(search, facets, content='of_entities', content_rowid='key', tokenize='ascii', columnsize=0);
CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(search, facets, content='of_ads', content_rowid='key', tokenize='ascii', columnsize=0);
CREATE TABLE IF NOT EXISTS relationship (
  source INTEGER NOT NULL, scope INTEGER NOT NULL, target INTEGER NOT NULL, type TEXT NOT NULL,
  probability REAL, ads INTEGER NOT NULL, first_seen TEXT, last_seen TEXT,
  PRIMARY KEY (source, scope, target, type)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS evidence (
  source INTEGER NOT NULL, target INTEGER NOT NULL, type TEXT NOT NULL, detail BLOB NOT NULL, PRIMARY KEY (source, target, type)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ad (key INTEGER PRIMARY KEY, day TEXT, country TEXT, place TEXT, site TEXT);
CREATE TABLE IF NOT EXISTS place (key INTEGER PRIMARY KEY, country TEXT, city TEXT, lat REAL, lon REAL);
CREATE TABLE IF NOT EXISTS network (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, size INTEGER NOT NULL, growth REAL NOT NULL, cohesion REAL NOT NULL,
  first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, owners TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS trait (
  network INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (network, kind, value)
) WITHOUT ROWID;

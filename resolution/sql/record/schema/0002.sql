-- What the record resolves to stands in a store of its own from here on (`../state/schema.sql`).
-- Marks of what is pending and batches are numbered as they arrive, so that a run clears just those that it saw.
CREATE SEQUENCE arrival;
CREATE TABLE numbered (batch_id VARCHAR, source VARCHAR, received_at VARCHAR, accepted BIGINT, fresh BIGINT, rejected BIGINT, run_id VARCHAR, number BIGINT DEFAULT nextval('arrival'));
INSERT INTO numbered (batch_id, source, received_at, accepted, fresh, rejected, run_id) SELECT batch_id, source, received_at, accepted, fresh, rejected, run_id FROM batches;
DROP TABLE batches;
ALTER TABLE numbered RENAME TO batches;
CREATE TABLE waiting (item VARCHAR, number BIGINT DEFAULT nextval('arrival'));
INSERT INTO waiting (item) SELECT DISTINCT item FROM pending;
DROP TABLE pending;
ALTER TABLE waiting RENAME TO pending;
DROP TABLE items;
DROP TABLE profiles;
DROP TABLE holdings;
DROP TABLE frequency;
DROP TABLE forms;
DROP TABLE form_keys;
DROP TABLE form_pairs;
DROP TABLE hubs;
DROP TABLE numbers;
DROP TABLE series;
DROP TABLE person_pairs;
DROP TABLE members;
DROP TABLE entities;
DROP TABLE former_members;
DROP TABLE graph_nodes;
DROP TABLE graph_relationships;
DROP TABLE changes;
DROP TABLE runs;
DROP TABLE history

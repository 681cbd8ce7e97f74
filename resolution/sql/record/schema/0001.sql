-- The record store, schema version 1. Times are RFC 3339 text, days are days since 1970-01-01 (UTC).
-- Uniqueness is kept by the code that writes: one process, one writer. Indexes serve look-ups of a few keys.
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- What was accepted. `captures.record` is the capture as it came, canonical JSON.
CREATE TABLE batches (batch_id VARCHAR, source VARCHAR, received_at VARCHAR, accepted BIGINT, fresh BIGINT, rejected BIGINT, run_id VARCHAR);
CREATE TABLE captures (digest VARCHAR, ad VARCHAR, captured_at VARCHAR, batch_id VARCHAR, record VARCHAR);
CREATE INDEX captures_digest ON captures (digest);
CREATE INDEX captures_ad ON captures (ad);
CREATE TABLE directory_rows (digest VARCHAR, item VARCHAR, batch_id VARCHAR, record VARCHAR);
CREATE INDEX directory_rows_digest ON directory_rows (digest);
CREATE TABLE pending (item VARCHAR);

-- Items: ads, and directory rows (site is null). A profile is an item collapsed, with its mentions. The three labels say what the
-- item hangs together with: by phones and series (line), by owners too (joint), by every value that is no hub (component).
CREATE TABLE items (
    item VARCHAR, site VARCHAR, identity VARCHAR, name VARCHAR, place VARCHAR, first_seen VARCHAR, last_seen VARCHAR,
    first_day INTEGER, last_day INTEGER, days INTEGER,
    line VARCHAR, joint VARCHAR, component VARCHAR
);
CREATE INDEX items_item ON items (item);
CREATE INDEX items_line ON items (line);
CREATE INDEX items_joint ON items (joint);
CREATE INDEX items_component ON items (component);
CREATE TABLE profiles (item VARCHAR, profile VARCHAR);
CREATE INDEX profiles_item ON profiles (item);

-- Which item holds which form, and the value that the form belongs to. `role`: given (a mention that leaves no doubt), chosen (an
-- ambiguous number read so), reading (another way to read it), key (counted only: names, templates, places).
CREATE TABLE holdings (value VARCHAR, form VARCHAR, kind VARCHAR, item VARCHAR, role VARCHAR);
CREATE INDEX holdings_value ON holdings (value);
CREATE INDEX holdings_item ON holdings (item);
CREATE TABLE frequency (key VARCHAR, count BIGINT);
CREATE INDEX frequency_key ON frequency (key);

-- Forms and the values they cluster to (address, image, owner; of the other kinds every form is its own value).
CREATE TABLE forms (form VARCHAR, kind VARCHAR, detail VARCHAR, value VARCHAR);
CREATE INDEX forms_form ON forms (form);
CREATE INDEX forms_value ON forms (value);
CREATE TABLE form_keys (key VARCHAR, form VARCHAR);
CREATE INDEX form_keys_key ON form_keys (key);
CREATE INDEX form_keys_form ON form_keys (form);
CREATE TABLE form_pairs (kind VARCHAR, lower VARCHAR, upper VARCHAR, match_weight DOUBLE, match_probability DOUBLE);
CREATE INDEX form_pairs_lower ON form_pairs (lower);
CREATE INDEX form_pairs_upper ON form_pairs (upper);

CREATE TABLE hubs (value VARCHAR, kind VARCHAR, reason VARCHAR, text VARCHAR, figures VARCHAR);
CREATE INDEX hubs_value ON hubs (value);
CREATE TABLE numbers (value VARCHAR, number BIGINT);
CREATE INDEX numbers_value ON numbers (value);
CREATE TABLE series (lower VARCHAR, upper VARCHAR, gap BIGINT, expected DOUBLE, probability DOUBLE);
CREATE INDEX series_lower ON series (lower);
CREATE INDEX series_upper ON series (upper);

-- What a region resolved to. A record is `kind|ad` or `kind|form`; of a network it is an ad too.
CREATE TABLE person_pairs (component VARCHAR, lower VARCHAR, upper VARCHAR, match_weight DOUBLE, match_probability DOUBLE);
CREATE INDEX person_pairs_component ON person_pairs (component);
CREATE TABLE members (record VARCHAR, kind VARCHAR, entity_id VARCHAR);
CREATE INDEX members_record ON members (record);
CREATE INDEX members_entity ON members (entity_id);
CREATE TABLE entities (entity_id VARCHAR, kind VARCHAR, born BIGINT);
CREATE INDEX entities_id ON entities (entity_id);
-- What an id held when it ended; it comes back if the same stands alone again.
CREATE TABLE former_members (record VARCHAR, entity_id VARCHAR);
CREATE INDEX former_members_record ON former_members (record);
CREATE INDEX former_members_entity ON former_members (entity_id);

-- The graph as it should be, each row owned by a component, and the log of what changed.
CREATE TABLE graph_nodes (id VARCHAR, component VARCHAR, type VARCHAR, label VARCHAR, properties VARCHAR);
CREATE INDEX graph_nodes_id ON graph_nodes (id);
CREATE INDEX graph_nodes_component ON graph_nodes (component);
CREATE TABLE graph_relationships (
    id VARCHAR, component VARCHAR, source VARCHAR, target VARCHAR, type VARCHAR, probability DOUBLE, ads BIGINT,
    first_seen VARCHAR, last_seen VARCHAR, evidence VARCHAR, properties VARCHAR
);
CREATE INDEX graph_relationships_id ON graph_relationships (id);
CREATE INDEX graph_relationships_component ON graph_relationships (component);
CREATE TABLE changes (position BIGINT, run_id VARCHAR, op VARCHAR, kind VARCHAR, id VARCHAR);
CREATE INDEX changes_position ON changes (position);

CREATE TABLE runs (run_id VARCHAR, number BIGINT, started_at VARCHAR, ended_at VARCHAR, model_version VARCHAR, scope VARCHAR, figures VARCHAR);
CREATE TABLE history (entity_id VARCHAR, moment VARCHAR, run_id VARCHAR, event VARCHAR, cause VARCHAR, others VARCHAR);
CREATE INDEX history_entity ON history (entity_id);
CREATE TABLE decisions (
    decision_id VARCHAR, moment VARCHAR, author VARCHAR, entity_type VARCHAR, a VARCHAR, b VARCHAR, decision VARCHAR, reason VARCHAR,
    left_records VARCHAR, right_records VARCHAR
);
CREATE TABLE tombstones (kind VARCHAR, keyed_hash VARCHAR, moment VARCHAR, author VARCHAR, reason VARCHAR, erasure_id VARCHAR);
CREATE INDEX tombstones_hash ON tombstones (keyed_hash);
CREATE TABLE retention (source VARCHAR, keep_days BIGINT, review_on VARCHAR, legal_hold BOOLEAN, note VARCHAR);

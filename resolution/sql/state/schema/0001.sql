-- What the record resolves to. Times are RFC 3339 text, days are days since 1970-01-01 (UTC).
-- Every statement looks a few keys up, so each table has an index for each of its keys; short rows are kept in the index itself.
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Items: ads, and directory rows (site is null). A profile is an item collapsed, with its mentions. The three labels say what the
-- item hangs together with: by phones and series (line), by owners too (joint), by every value that is no hub (component).
CREATE TABLE items (
    item TEXT PRIMARY KEY, site TEXT, identity TEXT, name TEXT, place TEXT, first_seen TEXT, last_seen TEXT,
    first_day INTEGER, last_day INTEGER, days INTEGER, line TEXT, joint TEXT, component TEXT
) WITHOUT ROWID;
CREATE INDEX items_line ON items (line);
CREATE INDEX items_joint ON items (joint);
CREATE INDEX items_component ON items (component);
CREATE TABLE profiles (item TEXT, profile TEXT);
CREATE INDEX profiles_item ON profiles (item);

-- Which item holds which form, and the value that the form belongs to. `role`: given (a mention that leaves no doubt), chosen (an
-- ambiguous number read so), reading (another way to read it), key (counted only: names, templates, places).
CREATE TABLE holdings (value TEXT, form TEXT, kind TEXT, item TEXT, role TEXT);
CREATE INDEX holdings_value ON holdings (value, item);
CREATE INDEX holdings_item ON holdings (item);
CREATE TABLE frequency (key TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;

-- Forms and the values they cluster to (address, image, owner; of the other kinds every form is its own value).
CREATE TABLE forms (form TEXT PRIMARY KEY, kind TEXT, detail TEXT, value TEXT) WITHOUT ROWID;
CREATE INDEX forms_value ON forms (value);
CREATE TABLE form_keys (key TEXT, form TEXT);
CREATE INDEX form_keys_key ON form_keys (key, form);
CREATE INDEX form_keys_form ON form_keys (form, key);
CREATE TABLE form_pairs (kind TEXT, lower TEXT, upper TEXT, match_weight REAL, match_probability REAL);
CREATE INDEX form_pairs_lower ON form_pairs (lower);
CREATE INDEX form_pairs_upper ON form_pairs (upper);

CREATE TABLE hubs (value TEXT PRIMARY KEY, kind TEXT, reason TEXT, text TEXT, figures TEXT) WITHOUT ROWID;
CREATE TABLE numbers (value TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE INDEX numbers_number ON numbers (number);
CREATE TABLE series (lower TEXT, upper TEXT, gap INTEGER, expected REAL, probability REAL);
CREATE INDEX series_lower ON series (lower);
CREATE INDEX series_upper ON series (upper);

-- What a region resolved to. A record is `kind|ad` or `kind|form`; of a network it is an ad too.
CREATE TABLE person_pairs (component TEXT, lower TEXT, upper TEXT, match_weight REAL, match_probability REAL);
CREATE INDEX person_pairs_component ON person_pairs (component);
-- By region, the match weight of every pair that was compared, with digests of what it followed from; arrays as `resolution.scores` packs them.
CREATE TABLE scores (component TEXT PRIMARY KEY, ads TEXT, digests BLOB, labels BLOB, ends BLOB, weights BLOB);
CREATE TABLE members (record TEXT PRIMARY KEY, kind TEXT, entity_id TEXT) WITHOUT ROWID;
CREATE INDEX members_entity ON members (entity_id);
CREATE TABLE entities (entity_id TEXT PRIMARY KEY, kind TEXT, born INTEGER) WITHOUT ROWID;
-- What an id held when it ended; it comes back if the same stands alone again.
CREATE TABLE former_members (record TEXT, entity_id TEXT);
CREATE INDEX former_members_record ON former_members (record);
CREATE INDEX former_members_entity ON former_members (entity_id);

-- The graph as it should be, each row owned by a component, and the log of what changed.
CREATE TABLE graph_nodes (id TEXT, component TEXT, type TEXT, label TEXT, properties TEXT);
CREATE INDEX graph_nodes_id ON graph_nodes (id);
CREATE INDEX graph_nodes_component ON graph_nodes (component);
CREATE TABLE graph_relationships (
    id TEXT, component TEXT, source TEXT, target TEXT, type TEXT, probability REAL, ads INTEGER,
    first_seen TEXT, last_seen TEXT, evidence TEXT, properties TEXT
);
CREATE INDEX graph_relationships_id ON graph_relationships (id);
CREATE INDEX graph_relationships_component ON graph_relationships (component);
CREATE INDEX graph_relationships_source ON graph_relationships (source) WHERE component = 'similar';
CREATE INDEX graph_relationships_target ON graph_relationships (target) WHERE component = 'similar';
CREATE TABLE changes (position INTEGER PRIMARY KEY, run_id TEXT, op TEXT, kind TEXT, id TEXT);

CREATE TABLE runs (run_id TEXT, number INTEGER, started_at TEXT, ended_at TEXT, model_version TEXT, scope TEXT, figures TEXT);
CREATE TABLE history (entity_id TEXT, moment TEXT, run_id TEXT, event TEXT, cause TEXT, others TEXT);
CREATE INDEX history_entity ON history (entity_id);

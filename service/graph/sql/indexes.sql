-- Made after a rebuild has filled the tables: four times as fast as before.
CREATE INDEX IF NOT EXISTS node_value ON node (type, value) WHERE value IS NOT NULL;
CREATE INDEX IF NOT EXISTS node_hub ON node (type, hub);
CREATE INDEX IF NOT EXISTS relationship_back ON relationship (target, scope, source, type, probability, first_seen, last_seen);
CREATE INDEX IF NOT EXISTS relationship_placed ON relationship (type, first_seen, target, source) WHERE scope = 2 AND type = 'PLACED_IN';
CREATE INDEX IF NOT EXISTS ad_day ON ad (day, country, place, site);
CREATE INDEX IF NOT EXISTS network_size ON network (size DESC, id);
CREATE INDEX IF NOT EXISTS network_growth ON network (growth DESC, id);
CREATE INDEX IF NOT EXISTS network_newest ON network (first_seen DESC, id);
CREATE INDEX IF NOT EXISTS network_cohesion ON network (cohesion DESC, id);

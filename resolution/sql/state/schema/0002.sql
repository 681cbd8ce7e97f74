-- Version 2: what resolving a region needs of an item stands beside its profile, and the graph is written in units.
-- A brief is what a profile says that scores and networks follow from, with a digest of the whole.
ALTER TABLE profiles RENAME TO profiles_before;
DROP INDEX profiles_item;
CREATE TABLE profiles (item TEXT, brief TEXT, profile TEXT);
INSERT INTO profiles SELECT item, brief(profile), profile FROM profiles_before;
CREATE INDEX profiles_item ON profiles (item);
DROP TABLE profiles_before;

-- A unit is what is written together: an ad, an entity or a network with the relationships that lead from it; `hubs`, `world` and `similar`
-- are others. By region, its units with digests of all that their rows follow from; 0 where that is not known.
CREATE TABLE units (component TEXT PRIMARY KEY, units TEXT, digests BLOB);
INSERT INTO units
SELECT component, json_group_array(unit), zeroblob(8 * count(*))
FROM (
    SELECT component, id AS unit FROM graph_nodes WHERE component NOT IN ('hubs', 'world', 'similar')
    UNION ALL
    SELECT component, id FROM graph_relationships
    WHERE component <> 'similar' AND source IN (SELECT id FROM graph_nodes WHERE component = 'hubs')
) AS found
GROUP BY component;
DROP INDEX graph_nodes_component;
ALTER TABLE graph_nodes RENAME COLUMN component TO unit;
UPDATE graph_nodes SET unit = id WHERE unit NOT IN ('hubs', 'world', 'similar');
DROP INDEX graph_relationships_component;
DROP INDEX graph_relationships_source;
DROP INDEX graph_relationships_target;
ALTER TABLE graph_relationships RENAME COLUMN component TO unit;
UPDATE graph_relationships SET unit = iif(source IN (SELECT id FROM graph_nodes WHERE unit = 'hubs'), id, source) WHERE unit <> 'similar';
CREATE INDEX graph_relationships_unit ON graph_relationships (unit);
CREATE INDEX graph_relationships_source ON graph_relationships (source) WHERE unit = 'similar';
CREATE INDEX graph_relationships_target ON graph_relationships (target) WHERE unit = 'similar';

-- Weights are kept by other digests from here on.
DELETE FROM scores;

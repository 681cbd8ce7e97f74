-- The relationships that end at nodes. :keys
SELECT source, scope, target, type FROM relationship WHERE source IN (SELECT value FROM json_each(:keys))
UNION ALL
SELECT source, scope, target, type FROM relationship WHERE target IN (SELECT value FROM json_each(:keys))

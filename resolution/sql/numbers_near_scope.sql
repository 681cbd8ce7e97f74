-- All numbers held that lie close enough to a number in scope to matter to its series. One reach to either side, twice: the pair's
-- other end, and what that end is scored among.
WITH asked AS (SELECT CAST(substr(key, 8) AS BIGINT) AS number FROM scope)
SELECT DISTINCT n.value FROM numbers AS n JOIN asked AS a ON n.number BETWEEN a.number - $reach AND a.number + $reach

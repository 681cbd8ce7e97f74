-- All numbers held that lie close enough to a number in scope to matter to its series. One reach to either side, twice: the pair's
-- other end, and what that end is scored among.
SELECT DISTINCT n.value FROM scope AS s CROSS JOIN numbers AS n
ON n.number BETWEEN CAST(substr(s.key, 8) AS INTEGER) - $reach AND CAST(substr(s.key, 8) AS INTEGER) + $reach

-- Compared pairs among these ads, the strongest first.
WITH asked AS MATERIALIZED (SELECT value AS ad FROM json_each($ads))
SELECT DISTINCT p.lower, p.upper, p.match_weight, p.match_probability
FROM (SELECT DISTINCT i.component AS component FROM asked AS k CROSS JOIN items AS i ON i.item = k.ad) AS c
    CROSS JOIN person_pairs AS p ON p.component = c.component
WHERE p.lower IN (SELECT ad FROM asked) AND p.upper IN (SELECT ad FROM asked)
ORDER BY p.match_weight DESC, p.lower, p.upper

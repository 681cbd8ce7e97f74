-- Compared pairs among these forms, the strongest first.
WITH asked AS MATERIALIZED (SELECT value AS form FROM json_each($forms))
SELECT DISTINCT p.lower, p.upper, p.match_weight, p.match_probability
FROM asked AS k CROSS JOIN form_pairs AS p ON p.lower = k.form
WHERE p.upper IN (SELECT form FROM asked) ORDER BY p.match_weight DESC, p.lower, p.upper

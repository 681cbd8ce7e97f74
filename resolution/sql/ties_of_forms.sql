-- Compared pairs among these forms, the strongest first.
SELECT DISTINCT p.lower, p.upper, p.match_weight, p.match_probability
FROM (SELECT unnest($forms::VARCHAR[]) AS form) AS k JOIN form_pairs AS p ON p.lower = k.form
WHERE list_contains($forms::VARCHAR[], p.upper) ORDER BY p.match_weight DESC, p.lower, p.upper

-- Compared pairs among these ads, the strongest first.
SELECT DISTINCT p.lower, p.upper, p.match_weight, p.match_probability
FROM (
    SELECT DISTINCT i.component FROM (SELECT unnest($ads::VARCHAR[]) AS ad) AS k JOIN items AS i ON i.item = k.ad
) AS c JOIN person_pairs AS p ON p.component = c.component
WHERE list_contains($ads::VARCHAR[], p.lower) AND list_contains($ads::VARCHAR[], p.upper)
ORDER BY p.match_weight DESC, p.lower, p.upper

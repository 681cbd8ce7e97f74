-- Pairs of pictures near each other, one of them in scope, that are values of their own: their entity ids.
WITH touched AS MATERIALIZED (
    SELECT f.form AS form FROM scope AS s CROSS JOIN forms AS f ON f.value = s.key
), near AS MATERIALIZED (
    SELECT p.lower AS lower, p.upper AS upper, p.match_probability AS match_probability FROM touched AS t CROSS JOIN form_pairs AS p ON p.lower = t.form
    UNION SELECT p.lower, p.upper, p.match_probability FROM touched AS t CROSS JOIN form_pairs AS p ON p.upper = t.form
)
SELECT a.entity_id, b.entity_id, max(n.match_probability)
FROM near AS n CROSS JOIN forms AS l ON l.form = n.lower CROSS JOIN forms AS u ON u.form = n.upper
    CROSS JOIN members AS a ON a.record = 'image|' || l.value CROSS JOIN members AS b ON b.record = 'image|' || u.value
WHERE l.value <> u.value GROUP BY a.entity_id, b.entity_id

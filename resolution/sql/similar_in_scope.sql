-- Pairs of pictures near each other, one of them in scope, that are values of their own: their entity ids.
WITH touched AS (
    SELECT f.form FROM scope AS s JOIN forms AS f ON f.value = s.key
), near AS (
    SELECT p.lower, p.upper, p.match_probability FROM touched AS t JOIN form_pairs AS p ON p.lower = t.form
    UNION SELECT p.lower, p.upper, p.match_probability FROM touched AS t JOIN form_pairs AS p ON p.upper = t.form
)
SELECT a.entity_id, b.entity_id, max(n.match_probability)
FROM near AS n JOIN forms AS l ON l.form = n.lower JOIN forms AS u ON u.form = n.upper
    JOIN members AS a ON a.record = 'image|' || l.value JOIN members AS b ON b.record = 'image|' || u.value
WHERE l.value <> u.value GROUP BY a.entity_id, b.entity_id

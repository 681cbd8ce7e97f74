-- Pairs of pictures near each other, one of them in scope, that are values of their own: their entity ids.
SELECT DISTINCT a.entity_id, b.entity_id, max(p.match_probability)
FROM scope AS s JOIN forms AS f ON f.value = s.key JOIN form_pairs AS p ON p.lower = f.form OR p.upper = f.form
    JOIN forms AS l ON l.form = p.lower JOIN forms AS u ON u.form = p.upper
    JOIN members AS a ON a.record = 'image|' || l.value JOIN members AS b ON b.record = 'image|' || u.value
WHERE l.value <> u.value AND p.kind = 'image' GROUP BY a.entity_id, b.entity_id

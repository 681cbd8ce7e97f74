-- Uncertain pairs of ads with their persons and how many ads each has; the most uncertain first.
WITH pairs AS (
    SELECT lower, upper, match_weight, match_probability FROM person_pairs WHERE match_probability BETWEEN $low AND $high
    ORDER BY abs(match_probability - 0.5), lower, upper LIMIT $most
), held AS (
    SELECT p.*, a.entity_id AS one, b.entity_id AS two
    FROM pairs AS p JOIN members AS a ON a.record = 'person|' || p.lower JOIN members AS b ON b.record = 'person|' || p.upper
), sizes AS (
    SELECT entity_id, count(*) AS ads FROM members WHERE kind = 'person' GROUP BY entity_id
)
SELECT h.lower, h.upper, h.match_weight, h.match_probability, h.one, h.two, s.ads, t.ads
FROM held AS h JOIN sizes AS s ON s.entity_id = h.one JOIN sizes AS t ON t.entity_id = h.two

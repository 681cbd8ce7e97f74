-- For each value in scope: its ads, and when they were first and last captured.
SELECT held.value, count(i.site), min(i.first_seen) FILTER (WHERE i.site IS NOT NULL), max(i.last_seen) FILTER (WHERE i.site IS NOT NULL)
FROM (
    SELECT DISTINCT s.key AS value, h.item AS item FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key WHERE h.role IN ('given', 'chosen')
) AS held CROSS JOIN items AS i ON i.item = held.item GROUP BY held.value

-- For each value in scope: its ads, and when they were first and last captured.
SELECT held.value, count(site), min(first_seen) FILTER (site IS NOT NULL), max(last_seen) FILTER (site IS NOT NULL)
FROM (
    SELECT DISTINCT s.key AS value, h.item FROM scope AS s JOIN holdings AS h ON h.value = s.key WHERE h.role IN ('given', 'chosen')
) AS held JOIN items USING (item) GROUP BY held.value

-- For each owner or address in scope: what the directory rows that name it name besides.
WITH rows_here AS (
    SELECT DISTINCT s.key AS value, h.item FROM scope AS s JOIN holdings AS h ON h.value = s.key WHERE h.item LIKE 'row:%'
)
SELECT
    r.value, count(DISTINCT o.value) FILTER (o.kind = 'phone') AS phones, count(DISTINCT o.value) FILTER (o.kind = 'owner') AS subscribers,
    count(DISTINCT o.value) FILTER (o.kind = 'address') AS addresses
FROM rows_here AS r JOIN holdings AS o ON o.item = r.item GROUP BY r.value

-- For each owner or address in scope: what the directory rows that name it name besides.
WITH rows_here AS (
    SELECT DISTINCT s.key AS value, h.item AS item FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key
    WHERE h.item >= 'row:' AND h.item < 'row;'
)
SELECT
    r.value, count(DISTINCT o.value) FILTER (WHERE o.kind = 'phone') AS phones, count(DISTINCT o.value) FILTER (WHERE o.kind = 'owner') AS subscribers,
    count(DISTINCT o.value) FILTER (WHERE o.kind = 'address') AS addresses
FROM rows_here AS r CROSS JOIN holdings AS o ON o.item = r.item GROUP BY r.value

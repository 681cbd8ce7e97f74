-- For each phone in scope: everything that its ads give, from a sample of them that the ads alone choose.
WITH held AS (
    SELECT DISTINCT s.key AS value, h.item AS item FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key
    WHERE h.role IN ('given', 'chosen') AND substr(h.item, 1, 4) <> 'row:'
), placed AS (
    SELECT value, item, row_number() OVER (PARTITION BY value ORDER BY scattered(item), item) AS place FROM held
)
SELECT DISTINCT c.value, c.item, o.value AS other
FROM placed AS c CROSS JOIN holdings AS o ON o.item = c.item WHERE c.place <= $most AND o.role IN ('given', 'chosen')

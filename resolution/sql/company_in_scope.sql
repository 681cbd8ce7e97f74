-- For each phone in scope: everything that its ads give, from a sample of them that the ads alone choose.
WITH held AS (
    SELECT DISTINCT s.key AS value, h.item FROM scope AS s JOIN holdings AS h ON h.value = s.key
    WHERE h.role IN ('given', 'chosen') AND h.item NOT LIKE 'row:%'
), chosen AS (
    SELECT value, item FROM held QUALIFY row_number() OVER (PARTITION BY value ORDER BY md5(item), item) <= $most
)
SELECT DISTINCT c.value, c.item, o.value AS other
FROM chosen AS c JOIN holdings AS o ON o.item = c.item WHERE o.role IN ('given', 'chosen')

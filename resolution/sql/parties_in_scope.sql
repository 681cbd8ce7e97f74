-- For each phone in scope that three ads or more give: what else its ads hold, from 200 of them that the ads alone choose. Forms, not
-- values: a picture's value may change with pictures elsewhere, and a figure must not follow what none of its ads shows.
WITH held AS (
    SELECT DISTINCT s.key AS value, h.item FROM scope AS s JOIN holdings AS h ON h.value = s.key
    WHERE h.role IN ('given', 'chosen') AND h.kind = 'phone' AND h.item NOT LIKE 'row:%'
), chosen AS (
    SELECT value, item FROM held
    QUALIFY row_number() OVER (PARTITION BY value ORDER BY md5(item), item) <= 200 AND count(*) OVER (PARTITION BY value) >= 3
)
SELECT c.value, c.item, list(DISTINCT o.form) FILTER (o.form IS NOT NULL) AS forms
FROM chosen AS c LEFT JOIN holdings AS o
    ON o.item = c.item AND o.kind <> 'address' AND o.role IN ('given', 'chosen') AND o.value <> c.value
GROUP BY c.value, c.item

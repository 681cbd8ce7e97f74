-- For each phone in scope: the other phones that its ads give, and its ads that give no other.
WITH held AS (
    SELECT DISTINCT s.key AS value, h.item FROM scope AS s JOIN holdings AS h ON h.value = s.key WHERE h.role IN ('given', 'chosen') AND h.kind = 'phone'
), beside AS (
    SELECT held.value, held.item, o.value AS other
    FROM held JOIN items USING (item) LEFT JOIN holdings AS o
        ON o.item = held.item AND o.kind = 'phone' AND o.role IN ('given', 'chosen') AND o.value <> held.value
    WHERE items.site IS NOT NULL
)
SELECT value, count(DISTINCT other) AS companions, count(DISTINCT item) FILTER (other IS NULL) AS alone FROM beside GROUP BY value

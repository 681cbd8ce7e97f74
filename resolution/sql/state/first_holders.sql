-- The first holders of a value, by key, with the forms of it that each gives.
SELECT item, group_concat(DISTINCT form) AS forms FROM holdings WHERE value = $value AND role IN ('given', 'chosen') GROUP BY item ORDER BY item LIMIT $most

-- The first holders of a value, by key.
SELECT DISTINCT item FROM holdings WHERE value = $value AND role IN ('given', 'chosen') ORDER BY item LIMIT $most

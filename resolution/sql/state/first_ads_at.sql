-- The coordinates that the first ads of a place, by key, are listed under.
SELECT p.profile ->> '$.lat', p.profile ->> '$.lon'
FROM (SELECT DISTINCT item FROM holdings WHERE value = $place ORDER BY item LIMIT $most) AS h CROSS JOIN profiles AS p ON p.item = h.item

-- Where each place in scope lies: the median of the coordinates that its first ads by key give.
SELECT key, round(median(lat), 4), round(median(lon), 4)
FROM (
    SELECT s.key, CAST(p.profile ->> '$.lat' AS DOUBLE) AS lat, CAST(p.profile ->> '$.lon' AS DOUBLE) AS lon
    FROM scope AS s JOIN holdings AS h ON h.value = s.key JOIN profiles AS p ON p.item = h.item
    WHERE starts_with(s.key, 'place:')
    QUALIFY row_number() OVER (PARTITION BY s.key ORDER BY h.item) <= $most
)
WHERE lat IS NOT NULL AND lon IS NOT NULL GROUP BY key

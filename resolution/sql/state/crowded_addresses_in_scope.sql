-- The addresses that items of the joints in scope give and that so many items hold that strangers may meet there.
SELECT o.value FROM (
    SELECT DISTINCT h.value AS value FROM scope AS s CROSS JOIN items AS i ON i.joint = s.key CROSS JOIN holdings AS h ON h.item = i.item
    WHERE h.kind = 'address' AND h.role IN ('given', 'chosen')
) AS o WHERE (SELECT count(*) FROM holdings AS h WHERE h.value = o.value) >= $least

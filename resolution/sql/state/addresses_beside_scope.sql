-- The addresses that joints at a place in scope give and that so many items hold that strangers may meet there. Where no more than a few joints
-- meet, it may matter to each that another came or went; where more do, to those addresses that two of them give.
WITH met AS MATERIALIZED (
    SELECT DISTINCT s.key AS place, i.joint AS joint
    FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key CROSS JOIN items AS i ON i.item = h.item
    WHERE h.role IN ('given', 'chosen') AND i.site IS NOT NULL
), beside AS (
    SELECT m.place, o.value AS address, count(DISTINCT m.joint) AS joints
    FROM met AS m CROSS JOIN items AS j ON j.joint = m.joint CROSS JOIN holdings AS o ON o.item = j.item
    WHERE o.kind = 'address' AND o.role IN ('given', 'chosen') GROUP BY m.place, o.value
)
SELECT DISTINCT b.address FROM beside AS b
WHERE (b.joints > 1 OR (SELECT count(*) FROM met AS m WHERE m.place = b.place) <= $few)
    AND (SELECT count(*) FROM holdings AS h WHERE h.value = b.address) >= $least

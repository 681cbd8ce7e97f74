-- Before record schema 3 a number that an item gave besides, or that was chosen, had no holding as a reading.
INSERT INTO holdings
SELECT DISTINCT h.value, h.form, 'phone', h.item, 'reading'
FROM profiles AS p CROSS JOIN json_each(p.profile, '$.mentions') AS m CROSS JOIN json_each(m.value, '$.readings') AS r
    CROSS JOIN holdings AS h ON h.item = p.item AND h.value = 'phone:' || json_extract(r.value, '$[0]')
WHERE h.role IN ('given', 'chosen')
EXCEPT SELECT value, form, kind, item, role FROM holdings

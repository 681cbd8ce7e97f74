-- What surely joins the items in scope: as joins_in_scope, without the numbers that every ad at them gives beside another.
SELECT h.item, h.value FROM scope AS s CROSS JOIN holdings AS h ON h.item = s.key
WHERE h.role IN ('given', 'chosen') AND h.kind IN (SELECT value FROM json_each($kinds)) AND NOT EXISTS (SELECT 1 FROM hubs AS u WHERE u.value = h.value)
    AND (
        h.kind <> 'phone' OR substr(h.item, 1, 4) = 'row:'
        OR NOT EXISTS (
            SELECT 1 FROM holdings AS o
            WHERE o.value = h.value AND o.item <> h.item AND o.role IN ('given', 'chosen') AND substr(o.item, 1, 4) <> 'row:'
        )
        OR EXISTS (
            SELECT 1 FROM holdings AS g
            WHERE g.value = h.value AND g.role IN ('given', 'chosen') AND substr(g.item, 1, 4) <> 'row:' AND NOT EXISTS (
                SELECT 1 FROM holdings AS b WHERE b.item = g.item AND b.kind = 'phone' AND b.value <> g.value AND b.role IN ('given', 'chosen')
            )
        )
    )

-- Who holds a value, with what is counted of them.
SELECT DISTINCT
    h.item, i.site, i.name, i.identity, i.place, iif(i.site IS NULL, NULL, i.joint) AS joint, i.line,
    iif(i.site IS NULL, NULL, i.first_seen) AS first_seen, iif(i.site IS NULL, NULL, i.last_seen) AS last_seen
FROM holdings AS h CROSS JOIN items AS i ON i.item = h.item WHERE h.value = $value AND h.role IN ('given', 'chosen')

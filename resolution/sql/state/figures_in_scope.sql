-- The figures that tell whether a value in scope is a hub. Ads are items with a site; directory rows have none.
SELECT
    held.value,
    count(i.site) AS ads, count(DISTINCT i.site) AS sites, count(DISTINCT i.name) AS names, count(DISTINCT i.identity) AS identities,
    count(DISTINCT i.place) AS cities, count(DISTINCT i.joint) FILTER (WHERE i.site IS NOT NULL) AS groups, count(DISTINCT i.line) AS lines
FROM (
    SELECT DISTINCT s.key AS value, h.item AS item FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key WHERE h.role IN ('given', 'chosen')
) AS held CROSS JOIN items AS i ON i.item = held.item GROUP BY held.value

-- The figures that tell whether a value in scope is a hub. Ads are items with a site; directory rows have none.
WITH held AS (
    SELECT DISTINCT s.key AS value, h.item FROM scope AS s JOIN holdings AS h ON h.value = s.key WHERE h.role IN ('given', 'chosen')
)
SELECT
    value,
    count(site) AS ads, count(DISTINCT site) AS sites, count(DISTINCT name) AS names, count(DISTINCT identity) AS identities,
    count(DISTINCT place) AS cities, count(DISTINCT joint) FILTER (site IS NOT NULL) AS groups, count(DISTINCT line) AS lines,
    min(first_day) FILTER (site IS NOT NULL) AS first_day, max(last_day) FILTER (site IS NOT NULL) AS last_day,
    coalesce(max(days), 0) AS days
FROM held JOIN items USING (item) GROUP BY value

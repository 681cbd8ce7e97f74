-- Where the ads of entities were placed, and when. :ids (entities; an owner or network by its holders)
-- (`+` keeps an index by date away from the look-up by ad.)
SELECT DISTINCT entity.id, ad.id, place.id, coalesce(placed.first_seen, ad.first_seen), coalesce(placed.last_seen, ad.last_seen)
FROM json_each(:ids) AS given
CROSS JOIN node AS entity ON entity.id = given.value
CROSS JOIN relationship AS r ON r.target = entity.key AND r.scope = 1
CROSS JOIN node AS ad ON ad.key = r.source
CROSS JOIN relationship AS placed ON placed.source = ad.key AND placed.scope = 2 AND +placed.type = 'PLACED_IN'
CROSS JOIN node AS place ON place.key = placed.target
WHERE coalesce(placed.first_seen, ad.first_seen) IS NOT NULL AND coalesce(placed.last_seen, ad.last_seen) IS NOT NULL

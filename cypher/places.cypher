// Places by country, city (folded) and box; each may be null. $country, $city, $south, $north, $west, $east
MATCH (n:Place)
WHERE ($country IS NULL OR n.place STARTS WITH $country + '/') AND ($city IS NULL OR n.city_words = $city)
  AND ($south IS NULL OR ($south <= n.lat <= $north AND $west <= n.lon <= $east))
RETURN n.id AS id, n.lat AS lat, n.lon AS lon ORDER BY id

-- Places by country, city (both folded) and box; each may be NULL. :country, :city, :south, :north, :west, :east
SELECT node.id, place.lat, place.lon FROM place JOIN node USING (key)
WHERE (:country IS NULL OR country = :country) AND (:city IS NULL OR city = :city)
  AND (:south IS NULL OR (lat BETWEEN :south AND :north AND lon BETWEEN :west AND :east))
ORDER BY node.id

-- Ads by the day of their first capture. :by, :since, :until, :country, :places (a list of place ids or NULL)
SELECT day, CASE :by WHEN 'country' THEN country WHEN 'city' THEN place ELSE site END AS grouped, count(*)
FROM ad
WHERE day >= substr(:since, 1, 10) AND day <= substr(:until, 1, 10)
  AND (:country IS NULL OR country = :country) AND (:places IS NULL OR 'place:' || place IN (SELECT value FROM json_each(:places)))
  AND grouped IS NOT NULL
GROUP BY day, grouped
ORDER BY day, grouped

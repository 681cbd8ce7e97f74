// Ads by the day of their first capture. $by, $since and $until (days), $country, $places (keys or null)
MATCH (ad:Ad)
WHERE ad.first_seen >= $since AND left(ad.first_seen, 10) <= $until
  AND ($country IS NULL OR ad.country = $country) AND ($places IS NULL OR replace(ad.place, 'place:', '') IN $places)
WITH left(ad.first_seen, 10) AS day, CASE $by WHEN 'country' THEN ad.country WHEN 'city' THEN replace(ad.place, 'place:', '') ELSE ad.site END AS group
WHERE group IS NOT NULL
RETURN day, group, count(*) AS ads ORDER BY day, group

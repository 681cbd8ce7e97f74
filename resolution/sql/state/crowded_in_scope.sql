-- The values in scope that so many holdings are of.
SELECT s.key FROM scope AS s WHERE (SELECT count(*) FROM (SELECT 1 FROM holdings AS h WHERE h.value = s.key LIMIT $least)) = $least

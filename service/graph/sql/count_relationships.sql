SELECT type, count(*) FROM relationship GROUP BY type ORDER BY type

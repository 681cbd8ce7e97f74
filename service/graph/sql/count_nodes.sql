SELECT type, count(*), sum(hub) FROM node GROUP BY type ORDER BY type

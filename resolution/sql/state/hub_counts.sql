SELECT kind, reason, count(*) FROM hubs GROUP BY kind, reason ORDER BY kind, reason

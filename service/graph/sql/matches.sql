-- How many match, counted up to a limit. :match, :limit
SELECT count(*) FROM (SELECT rowid FROM words WHERE words MATCH :match LIMIT :limit)

SELECT count(*) FROM items WHERE site IS NOT NULL

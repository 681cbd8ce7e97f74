SELECT DISTINCT component FROM items WHERE component IS NOT NULL

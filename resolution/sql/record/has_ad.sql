SELECT 1 FROM captures WHERE ad = $ad LIMIT 1

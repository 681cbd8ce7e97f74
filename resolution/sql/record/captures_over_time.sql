-- Captures older than the rule of their site keeps, else than the rule of all others.
SELECT c.digest, c.ad
FROM captures AS c LEFT JOIN retention AS r ON r.source = split_part(c.ad, '/', 1) LEFT JOIN retention AS o ON o.source = '*'
WHERE c.captured_at < CAST(CAST($as_of AS DATE) - CAST(coalesce(r.keep_days, o.keep_days) AS INTEGER) AS VARCHAR)
ORDER BY c.digest

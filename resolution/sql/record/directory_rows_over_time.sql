-- Directory rows older than the rule of their source keeps, else than the rule of all others; undated ones are as old as their batch.
WITH rows_of AS (
    SELECT d.item, d.record ->> '$.source' AS source, coalesce(d.record ->> '$.retrieved_at', min(b.received_at)) AS moment
    FROM directory_rows AS d LEFT JOIN batches AS b USING (batch_id) GROUP BY d.item, d.record
)
SELECT d.item, d.source
FROM rows_of AS d LEFT JOIN retention AS r ON r.source = d.source LEFT JOIN retention AS o ON o.source = '*'
WHERE d.moment < CAST(CAST($as_of AS DATE) - CAST(coalesce(r.keep_days, o.keep_days) AS INTEGER) AS VARCHAR)
ORDER BY d.item

-- The newest batches before a moment; a large file is accepted in parts, which count together.
SELECT
    batch_id, any_value(source), min(received_at) AS received_at, sum(accepted)::BIGINT, sum(fresh)::BIGINT, sum(rejected)::BIGINT,
    CASE WHEN count(run_id) = count(*) THEN max(run_id) END
FROM batches GROUP BY batch_id HAVING min(received_at) < $before ORDER BY received_at DESC, batch_id LIMIT $limit

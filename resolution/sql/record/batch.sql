-- A batch; a large file is accepted in parts, which count together.
SELECT
    batch_id, any_value(source), min(received_at), sum(accepted)::BIGINT, sum(fresh)::BIGINT, sum(rejected)::BIGINT,
    CASE WHEN count(run_id) = count(*) THEN max(run_id) END
FROM batches WHERE batch_id = $batch_id GROUP BY batch_id

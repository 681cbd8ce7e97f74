SELECT batch_id, source, received_at, accepted, fresh, rejected, run_id FROM batches WHERE received_at < $before ORDER BY received_at DESC, batch_id LIMIT $limit

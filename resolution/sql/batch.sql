SELECT batch_id, source, received_at, accepted, fresh, rejected, run_id FROM batches WHERE batch_id = $batch_id

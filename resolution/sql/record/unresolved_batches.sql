SELECT number FROM batches WHERE run_id IS NULL

UPDATE batches SET run_id = $run_id WHERE run_id IS NULL

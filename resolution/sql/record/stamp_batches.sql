UPDATE batches SET run_id = $run_id WHERE number IN (SELECT unnest($numbers::BIGINT[]))

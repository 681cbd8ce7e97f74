-- What waits to be resolved: marks, by item, and batches (item is null) that no run has stamped, each with its number.
SELECT item, number FROM pending UNION ALL SELECT NULL, number FROM batches WHERE run_id IS NULL

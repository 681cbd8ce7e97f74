INSERT INTO batches (batch_id, source, received_at, accepted, fresh, rejected) VALUES ($batch_id, $source, $at, $accepted, $fresh, $rejected)

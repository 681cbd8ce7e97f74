INSERT INTO batches VALUES ($batch_id, $source, $at, $accepted, $fresh, $rejected, NULL)

SELECT c.record FROM captures c JOIN batches b USING (batch_id) WHERE c.ad = $ad AND b.received_at < $at

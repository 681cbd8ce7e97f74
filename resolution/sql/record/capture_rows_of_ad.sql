SELECT digest, captured_at, batch_id, record FROM captures WHERE ad = $ad ORDER BY captured_at, digest

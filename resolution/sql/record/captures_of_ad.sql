SELECT record FROM captures WHERE ad = $ad ORDER BY captured_at, digest

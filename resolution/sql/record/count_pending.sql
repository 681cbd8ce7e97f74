SELECT count(DISTINCT item) FROM pending

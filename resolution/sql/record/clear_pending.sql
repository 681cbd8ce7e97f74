DELETE FROM pending WHERE number IN (SELECT unnest($numbers::BIGINT[]))

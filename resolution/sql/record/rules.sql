SELECT source, keep_days, review_on, note, author, moment FROM retention ORDER BY source

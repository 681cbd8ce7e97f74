SELECT hold_id, moment, author, kind, subject, reason, review_on, records FROM holds ORDER BY moment, hold_id

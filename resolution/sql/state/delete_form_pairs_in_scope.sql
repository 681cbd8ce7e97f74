DELETE FROM form_pairs WHERE rowid IN (
    SELECT p.rowid FROM scope AS s CROSS JOIN form_pairs AS p ON p.lower = s.key UNION SELECT p.rowid FROM scope AS s CROSS JOIN form_pairs AS p ON p.upper = s.key
)

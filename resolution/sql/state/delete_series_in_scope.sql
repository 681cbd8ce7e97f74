DELETE FROM series WHERE rowid IN (
    SELECT p.rowid FROM scope AS s CROSS JOIN series AS p ON p.lower = s.key UNION SELECT p.rowid FROM scope AS s CROSS JOIN series AS p ON p.upper = s.key
)

-- Mark everything held to be resolved again.
INSERT INTO pending (item) SELECT DISTINCT ad FROM captures UNION SELECT item FROM directory_rows

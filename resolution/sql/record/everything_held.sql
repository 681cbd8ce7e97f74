-- Every ad and directory row that is held.
SELECT ad AS item FROM captures UNION SELECT item FROM directory_rows

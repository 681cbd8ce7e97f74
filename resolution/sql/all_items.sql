-- Every ad and directory row there is or was.
SELECT ad AS item FROM captures UNION SELECT item FROM directory_rows UNION SELECT item FROM items ORDER BY item

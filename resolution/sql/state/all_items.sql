-- Every ad and directory row that was resolved.
SELECT item FROM items

DELETE FROM directory_rows WHERE item = $item

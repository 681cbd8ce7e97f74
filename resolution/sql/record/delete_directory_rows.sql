DELETE FROM directory_rows WHERE item IN (SELECT unnest($items::VARCHAR[]))

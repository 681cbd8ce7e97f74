SELECT d.item, d.record FROM (SELECT unnest($items::VARCHAR[]) AS item) AS k JOIN directory_rows AS d ON d.item = k.item

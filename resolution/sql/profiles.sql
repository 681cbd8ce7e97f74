SELECT p.item, p.profile FROM (SELECT unnest($items::VARCHAR[]) AS item) AS k JOIN profiles AS p ON p.item = k.item

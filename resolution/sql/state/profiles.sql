SELECT p.item, p.profile FROM json_each($items) AS k CROSS JOIN profiles AS p ON p.item = k.value

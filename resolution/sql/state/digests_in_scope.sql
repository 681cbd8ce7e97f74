-- What stands for all that the profile of each item in scope says.
SELECT p.item, p.brief ->> '$.digest' FROM scope AS s CROSS JOIN profiles AS p ON p.item = s.key

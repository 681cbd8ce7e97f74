-- For each phone in scope: its ads, and everything that they give.
SELECT DISTINCT s.key, h.item, o.value
FROM scope AS s JOIN holdings AS h ON h.value = s.key JOIN holdings AS o ON o.item = h.item
WHERE h.role IN ('given', 'chosen') AND o.role IN ('given', 'chosen') AND h.item NOT LIKE 'row:%'

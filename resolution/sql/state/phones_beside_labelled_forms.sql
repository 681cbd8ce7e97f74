-- The phones of items that hold a form in `labels`; scope holds the values of those forms.
SELECT DISTINCT o.value
FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key CROSS JOIN holdings AS o ON o.item = h.item
WHERE h.form IN (SELECT item FROM labels) AND o.kind = 'phone' AND o.role IN ('given', 'chosen')

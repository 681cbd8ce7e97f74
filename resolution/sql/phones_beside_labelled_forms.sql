-- The phones of items that hold a form in `labels`; scope holds the values of those forms.
SELECT DISTINCT o.value
FROM scope AS s JOIN holdings AS h ON h.value = s.key JOIN labels AS n ON n.item = h.form JOIN holdings AS o ON o.item = h.item
WHERE o.kind = 'phone' AND o.role IN ('given', 'chosen')

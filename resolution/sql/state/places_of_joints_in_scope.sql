-- Every place that the ads of each joint in scope give: addresses, e-mails, handles.
SELECT DISTINCT s.key AS joint, o.value AS place
FROM scope AS s CROSS JOIN items AS i ON i.joint = s.key CROSS JOIN holdings AS o ON o.item = i.item
WHERE i.site IS NOT NULL AND o.kind IN ('address', 'email', 'handle') AND o.role IN ('given', 'chosen')

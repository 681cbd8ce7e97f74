-- The groups (joints of ads) at each address in scope, and every place that each of them gives in any ad: addresses, e-mails, handles.
SELECT DISTINCT s.key AS address, i.joint AS met, o.value AS place
FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key CROSS JOIN items AS i ON i.item = h.item
CROSS JOIN items AS j ON j.joint = i.joint CROSS JOIN holdings AS o ON o.item = j.item
WHERE h.role IN ('given', 'chosen') AND i.site IS NOT NULL AND j.site IS NOT NULL
    AND o.kind IN ('address', 'email', 'handle') AND o.role IN ('given', 'chosen')

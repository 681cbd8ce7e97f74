-- Which values in scope are still held by anything.
SELECT s.key FROM scope AS s WHERE EXISTS (SELECT 1 FROM holdings AS h WHERE h.value = s.key AND h.role IN ('given', 'chosen'))

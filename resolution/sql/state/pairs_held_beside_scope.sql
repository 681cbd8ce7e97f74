-- Which of these (joint, place) are also held by ads that are not in scope.
SELECT k.value ->> 0 AS joint, k.value ->> 1 AS place FROM json_each($pairs) AS k
WHERE EXISTS (
    SELECT 1 FROM holdings AS h CROSS JOIN items AS i ON i.item = h.item
    WHERE h.value = k.value ->> 1 AND h.role IN ('given', 'chosen') AND i.joint = k.value ->> 0 AND i.site IS NOT NULL
        AND h.item NOT IN (SELECT key FROM scope)
)

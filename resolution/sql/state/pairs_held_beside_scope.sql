-- Which of these (joint, place) are also held by ads that are not in scope: looked for among the place's holders or, where these are many, the joint's ads.
SELECT p.joint, p.place FROM (
    SELECT
        k.value ->> 0 AS joint, k.value ->> 1 AS place,
        (SELECT count(*) FROM (SELECT 1 FROM holdings AS h WHERE h.value = k.value ->> 1 LIMIT $many)) = $many AS crowded
    FROM json_each($pairs) AS k
) AS p
WHERE CASE WHEN p.crowded
    THEN EXISTS (
        SELECT 1 FROM items AS i CROSS JOIN holdings AS h ON h.value = p.place AND h.item = i.item
        WHERE i.joint = p.joint AND i.site IS NOT NULL AND h.role IN ('given', 'chosen') AND i.item NOT IN (SELECT key FROM scope)
    )
    ELSE EXISTS (
        SELECT 1 FROM holdings AS h CROSS JOIN items AS i ON i.item = h.item
        WHERE h.value = p.place AND h.role IN ('given', 'chosen') AND i.joint = p.joint AND i.site IS NOT NULL AND h.item NOT IN (SELECT key FROM scope)
    )
END

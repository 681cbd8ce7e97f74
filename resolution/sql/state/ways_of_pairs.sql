-- Of the pairs of ads of one person, in persons of at most $most ads: how many share a value and a picture, a value alone, a picture
-- alone and neither (hubs do not count), and how many pairs stand together in one person, on average over pairs.
WITH persons AS (
    SELECT entity_id, count(*) * (count(*) - 1) / 2 AS pairs FROM members WHERE kind = 'person' GROUP BY entity_id HAVING count(*) BETWEEN 2 AND $most
), held AS MATERIALIZED (
    SELECT DISTINCT m.entity_id, h.item, h.value, h.kind = 'image' AS picture
    FROM persons AS p JOIN members AS m ON m.entity_id = p.entity_id JOIN holdings AS h ON h.item = substr(m.record, length('person|') + 1)
    WHERE h.kind IN ('phone', 'email', 'handle', 'address', 'image') AND h.role IN ('given', 'chosen') AND h.value NOT IN (SELECT value FROM hubs)
), sharing AS MATERIALIZED (
    SELECT max(a.picture) AS picture, max(NOT a.picture) AS valued
    FROM held AS a JOIN held AS b ON a.entity_id = b.entity_id AND a.value = b.value AND a.item < b.item GROUP BY a.item, b.item
)
SELECT
    (SELECT count(*) FROM sharing WHERE valued AND picture), (SELECT count(*) FROM sharing WHERE valued AND NOT picture),
    (SELECT count(*) FROM sharing WHERE picture AND NOT valued),
    (SELECT coalesce(sum(pairs), 0) FROM persons) - (SELECT count(*) FROM sharing),
    (SELECT coalesce(sum(pairs * pairs) * 1.0 / sum(pairs), 1) FROM persons)

// Ads and entities by words, in any script written in Latin letters; `*` ends a beginning.
// :param words => 'anna oslo'
CALL db.index.fulltext.queryNodes('clew_words', 'search:(' + replace(toLower($words), ' ', ' AND ') + ')') YIELD node, score
RETURN node.type AS type, node.id AS id, node.label AS label, score LIMIT 50

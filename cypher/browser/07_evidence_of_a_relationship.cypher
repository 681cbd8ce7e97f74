// What a relationship rests on: which ads show it, when, and what each shows.
// :param source => 'person-0'
// :param target => 'phone-1'
MATCH (:Entity {entity_id: $source})-[r]-(:Entity {entity_id: $target})
WHERE r.evidence IS NOT NULL
UNWIND range(0, size(r.evidence) - 1) AS i
MATCH (ad:Ad {ad: r.evidence[i]})
RETURN type(r) AS relationship, r.probability AS probability, r.evidence_at[i] AS captured_at, r.evidence_values[i] AS shows, ad.ad AS ad, ad.title AS title, ad.url AS url
ORDER BY captured_at

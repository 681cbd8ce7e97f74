// Persons first seen in a place since a day, and whether they were seen anywhere before.
// :param place => 'NO/oslo'
// :param since => '2026-03-01'
MATCH (person:Person)-[seen:SEEN_IN]->(:Place {place: $place})
WHERE seen.first_seen >= $since
RETURN seen.first_seen AS first_seen, person.entity_id AS person, person.label AS name, person.first_seen < seen.first_seen AS seen_before, person.network_id AS network
ORDER BY first_seen DESC, person LIMIT 200

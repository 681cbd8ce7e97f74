// One picture in the ads of several persons: stolen, or one person taken for two.
MATCH (image:Image)<-[:PICTURED_IN]-(person:Person)
WHERE NOT coalesce(image.hub, false)
WITH image, collect(DISTINCT person) AS persons WHERE size(persons) >= 2
UNWIND persons AS person
MATCH path = (image)<-[:PICTURED_IN]-(person)
RETURN path LIMIT 200

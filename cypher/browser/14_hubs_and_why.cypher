// Values that join nothing because too many strangers share them, each with its reason.
MATCH (hub:Entity {hub: true})
RETURN hub.type AS type, hub.value AS value, hub.ads AS ads, hub.hub_reason AS reason
ORDER BY ads DESC, value LIMIT 100

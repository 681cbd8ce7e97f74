// Removes sites and every relationship that ends at them. $keys
UNWIND $keys AS key
MATCH (n:Site {site: key})
DETACH DELETE n

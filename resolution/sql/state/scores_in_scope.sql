SELECT c.ads, c.digests, c.labels, c.ends, c.weights FROM scope AS s CROSS JOIN scores AS c ON c.component = s.key

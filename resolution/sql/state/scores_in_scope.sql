SELECT c.pairs FROM scope AS s CROSS JOIN scores AS c ON c.component = s.key

SELECT p.lower, p.upper, p.match_weight, p.match_probability FROM scope AS s CROSS JOIN form_pairs AS p ON p.lower = s.key
UNION
SELECT p.lower, p.upper, p.match_weight, p.match_probability FROM scope AS s CROSS JOIN form_pairs AS p ON p.upper = s.key

SELECT lower, upper, match_probability FROM person_pairs

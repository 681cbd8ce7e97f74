-- How many ads state each value that scores weigh by how common it is.
SELECT key, count FROM frequency WHERE (key >= 'name:' AND key < 'name;') OR (key >= 'nationality:' AND key < 'nationality;')

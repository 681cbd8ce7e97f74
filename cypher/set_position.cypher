// How far in the change log the graph is now. $position
MATCH (s:ClewState {name: 'clew'}) SET s.position = $position

DELETE FROM former_members WHERE record IN (SELECT value FROM json_each($records))

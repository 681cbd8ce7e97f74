DELETE FROM former_members WHERE record = $record

DELETE FROM decisions WHERE contains(left_records, $name) OR contains(right_records, $name)

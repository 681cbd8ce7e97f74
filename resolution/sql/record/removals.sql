SELECT removal_id, moment, author, as_of, sources, captures, directory_rows, ads FROM removals ORDER BY moment, removal_id

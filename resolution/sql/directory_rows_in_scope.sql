SELECT d.item, d.record FROM scope AS s JOIN directory_rows AS d ON d.item = s.key

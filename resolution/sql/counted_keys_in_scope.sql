SELECT k.key FROM scope AS s JOIN form_keys AS k ON k.form = s.key WHERE starts_with(k.key, 'count:')

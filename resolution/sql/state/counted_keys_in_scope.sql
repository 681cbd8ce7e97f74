SELECT k.key FROM scope AS s CROSS JOIN form_keys AS k ON k.form = s.key WHERE substr(k.key, 1, 6) = 'count:'

-- Holdings of the forms in `labels` belong to their new values; scope holds the old values, by which they are found.
UPDATE holdings SET value = n.label FROM labels AS n WHERE holdings.form = n.item AND holdings.value IN (SELECT key FROM scope)

UPDATE forms SET value = n.label FROM labels AS n WHERE forms.form = n.item

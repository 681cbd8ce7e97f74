UPDATE items SET joint = n.label FROM labels AS n WHERE items.item = n.item

UPDATE items SET component = n.label FROM labels AS n WHERE items.item = n.item

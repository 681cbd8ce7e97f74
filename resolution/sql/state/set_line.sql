UPDATE items SET line = n.label FROM labels AS n WHERE items.item = n.item

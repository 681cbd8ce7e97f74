SELECT node.id, node.type, detail.label, detail.properties, detail.record FROM node JOIN detail ON detail.key = node.key

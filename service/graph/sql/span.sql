SELECT min(node.first_seen), max(node.last_seen) FROM ad JOIN node USING (key)

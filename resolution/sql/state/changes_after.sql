SELECT position, op, kind, id FROM changes WHERE position > $position ORDER BY position LIMIT $limit

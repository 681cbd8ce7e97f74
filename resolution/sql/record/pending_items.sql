-- What waits to be resolved, with the number of each mark.
SELECT item, number FROM pending ORDER BY item

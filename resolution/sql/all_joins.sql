-- Every value that an ad gives, hubs included.
SELECT DISTINCT item, value FROM holdings WHERE role IN ('given', 'chosen') AND NOT starts_with(item, 'row:')

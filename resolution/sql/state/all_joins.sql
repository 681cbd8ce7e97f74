-- Every value that an ad gives, hubs included.
SELECT item, value FROM holdings WHERE role IN ('given', 'chosen') AND substr(item, 1, 4) <> 'row:'

SELECT DISTINCT value FROM holdings WHERE role IN ('given', 'chosen')

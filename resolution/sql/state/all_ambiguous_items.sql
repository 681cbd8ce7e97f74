-- Items with a number that may be read in more than one way.
SELECT DISTINCT item FROM holdings WHERE role = 'reading'

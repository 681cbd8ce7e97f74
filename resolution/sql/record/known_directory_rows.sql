-- Which of these directory rows are held already.
SELECT d.digest FROM (SELECT unnest($digests::VARCHAR[]) AS digest) AS k JOIN directory_rows AS d ON d.digest = k.digest

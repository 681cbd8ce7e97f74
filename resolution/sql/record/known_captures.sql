-- Which of these captures are held already.
SELECT c.digest FROM (SELECT unnest($digests::VARCHAR[]) AS digest) AS k JOIN captures AS c ON c.digest = k.digest

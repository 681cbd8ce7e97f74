SELECT c.ad, c.record FROM scope AS s JOIN captures AS c ON c.ad = s.key ORDER BY c.ad

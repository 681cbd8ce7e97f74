SELECT c.ad, c.record FROM (SELECT unnest($items::VARCHAR[]) AS item) AS k JOIN captures AS c ON c.ad = k.item

SELECT u.component, u.units, u.digests FROM scope AS s CROSS JOIN units AS u ON u.component = s.key

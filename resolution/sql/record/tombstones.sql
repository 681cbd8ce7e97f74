SELECT DISTINCT keyed_hash FROM tombstones

DELETE FROM captures WHERE digest IN (SELECT unnest($digests::VARCHAR[]))

-- Every place and site that an ad names.
SELECT key FROM frequency WHERE key GLOB 'place:*' OR key GLOB 'site:*'

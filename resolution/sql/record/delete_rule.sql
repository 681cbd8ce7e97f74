DELETE FROM retention WHERE source = $source

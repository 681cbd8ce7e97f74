DELETE FROM captures WHERE ad = $ad

DELETE FROM changes WHERE position <= $position

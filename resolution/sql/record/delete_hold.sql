DELETE FROM holds WHERE hold_id = $hold_id

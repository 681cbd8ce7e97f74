SELECT form FROM forms WHERE kind = $kind ORDER BY form

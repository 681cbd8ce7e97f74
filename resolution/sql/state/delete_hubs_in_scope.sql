DELETE FROM hubs WHERE value IN (SELECT key FROM scope)

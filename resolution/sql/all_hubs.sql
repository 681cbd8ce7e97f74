SELECT value FROM hubs

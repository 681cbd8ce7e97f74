INSERT INTO texts (texts) VALUES ('rebuild')

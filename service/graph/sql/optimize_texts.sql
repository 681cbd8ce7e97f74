INSERT INTO texts (texts) VALUES ('optimize')

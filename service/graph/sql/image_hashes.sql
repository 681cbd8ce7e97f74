SELECT id, value FROM node WHERE type = 'image' AND value IS NOT NULL

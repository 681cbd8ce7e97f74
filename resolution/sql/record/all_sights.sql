-- Which ad was captured when.
SELECT ad, captured_at FROM captures

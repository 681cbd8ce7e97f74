-- For how long the captures and directory rows of a source are kept, what must be kept whatever a rule or an erasure says, and what went.
DROP TABLE retention;
CREATE TABLE retention (source VARCHAR, keep_days BIGINT, review_on VARCHAR, note VARCHAR, author VARCHAR, moment VARCHAR);
CREATE TABLE holds (hold_id VARCHAR, moment VARCHAR, author VARCHAR, kind VARCHAR, subject VARCHAR, reason VARCHAR, review_on VARCHAR, records VARCHAR);
CREATE TABLE removals (removal_id VARCHAR, moment VARCHAR, author VARCHAR, as_of VARCHAR, sources VARCHAR, captures BIGINT, directory_rows BIGINT, ads BIGINT);

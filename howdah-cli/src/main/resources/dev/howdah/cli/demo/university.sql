-- The database of Kùzu's own walk-through.
CREATE TABLE person (name VARCHAR, age INTEGER);
INSERT INTO person (name, age) VALUES ('Alice', 30), ('Bob', 27), ('Carol', 19), ('Dan', 25);

-- The sample data of the demo, made on the server.
SET TIME ZONE 'UTC';

CREATE TABLE uuids (u uuid);
INSERT INTO uuids VALUES
    ('6d3d2541-710b-4bde-b3af-4711738636bf'),
    (NULL),
    ('00000000-0000-0000-0000-000000000001'),
    ('ffffffff-ffff-ffff-ffff-ffffffffffff');

CREATE TYPE order_status AS ENUM ('placed', 'paid', 'shipped', 'returned');

CREATE TABLE customers (
    id integer PRIMARY KEY,
    name text NOT NULL,
    country char(2) NOT NULL
);
INSERT INTO customers
SELECT n, 'Customer ' || n, (ARRAY['DE', 'FR', 'US', 'BR', 'JP', 'IN'])[n % 6 + 1]
FROM generate_series(1, 20000) AS n;

CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customers,
    status order_status NOT NULL,
    amount numeric(10, 2) NOT NULL,
    details jsonb NOT NULL,
    tags text[] NOT NULL,
    ordered_at timestamptz NOT NULL
);
INSERT INTO orders
SELECT
    n,
    n * 7919 % 20000 + 1,
    (enum_range(NULL::order_status))[n * 31 % 4 + 1],
    (n::bigint * 104729 % 50000) / 100.0 + 1,
    jsonb_build_object('items', n % 5 + 1, 'gift', n % 10 = 0),
    CASE n % 3 WHEN 0 THEN ARRAY['new'] WHEN 1 THEN ARRAY['express', 'fragile'] ELSE '{}' END,
    timestamptz '2026-01-01 00:00:00+00' + n * interval '2 minutes'
FROM generate_series(1, 200000) AS n;
CREATE INDEX orders_customer ON orders (customer_id);

ANALYZE;

package dev.howdah.kuzu;

import java.util.LinkedHashMap;
import java.util.Map;

/** A relational schema with all that an import must cope with, and the sizes of its graph. */
final class FilmStore {
    /** Tables and rows. */
    static final String SQL =
            """
            CREATE TYPE rating AS ENUM ('G', 'PG', 'R|X');
            CREATE TABLE language (language_id serial PRIMARY KEY, name char(20) NOT NULL);
            INSERT INTO language (name) SELECT 'language ' || i FROM generate_series(1, 5) i;
            CREATE TABLE film (
                film_id integer PRIMARY KEY, title text NOT NULL,
                language_id integer NOT NULL REFERENCES language,
                original_language_id integer REFERENCES language,
                part_of integer REFERENCES film,
                rating rating, price numeric(6, 2), tags text[], meta jsonb,
                released timestamptz, length interval);
            INSERT INTO film SELECT i, 'Film ' || i, i % 5 + 1, CASE WHEN i % 3 = 0 THEN i % 4 + 1 END,
                CASE WHEN i % 10 = 0 THEN i - 9 END, 'R|X', i * 1.25 - 100, ARRAY['a', NULL, 't' || i],
                '{"i": 1}', '2020-01-01 00:00+00'::timestamptz + i * interval '1 minute',
                i * interval '90 seconds' FROM generate_series(1, 300) i;
            CREATE TABLE actor (actor_id bigint PRIMARY KEY, "First Name" text, "Order" smallint);
            INSERT INTO actor SELECT i, 'Actor ' || i, i FROM generate_series(1, 50) i;
            CREATE TABLE film_actor (
                actor_id integer REFERENCES actor, film_id integer REFERENCES film, role text,
                PRIMARY KEY (actor_id, film_id));
            INSERT INTO film_actor SELECT a, f, 'role ' || a FROM generate_series(1, 50) a,
                generate_series(1, 300) f WHERE (a * f) % 7 = 0;
            CREATE TABLE category (code text PRIMARY KEY, parent text REFERENCES category);
            INSERT INTO category VALUES ('', NULL), ('O''Brien "x"', ''), ('a\\b|c', ''),
                ('größe' || chr(10) || '😀', 'a\\b|c');
            CREATE TABLE film_category (
                film_id integer NOT NULL REFERENCES film, code text NOT NULL REFERENCES category,
                note jsonb, weight numeric(4, 3));
            INSERT INTO film_category SELECT i, c.code, '[1]', 0.125 FROM generate_series(1, 300, 7) i, category c;
            CREATE TABLE store (store_id integer PRIMARY KEY, manager_id integer);
            CREATE TABLE staff (
                staff_id integer PRIMARY KEY, store_id integer NOT NULL REFERENCES store, boss integer REFERENCES staff);
            INSERT INTO store SELECT i FROM generate_series(1, 4) i;
            INSERT INTO staff SELECT i, i % 4 + 1, CASE WHEN i > 1 THEN i / 2 END FROM generate_series(1, 20) i;
            UPDATE store SET manager_id = store_id * 2 WHERE store_id < 4;
            ALTER TABLE store ADD FOREIGN KEY (manager_id) REFERENCES staff;
            CREATE TABLE customer (
                customer_id uuid PRIMARY KEY, email text NOT NULL UNIQUE, store_id integer REFERENCES store);
            INSERT INTO customer SELECT md5(i::text)::uuid, i || '@x.org', CASE WHEN i % 2 = 0 THEN 1 END
                FROM generate_series(1, 40) i;
            CREATE TABLE friend (
                a uuid REFERENCES customer, b uuid REFERENCES customer, since date, PRIMARY KEY (a, b));
            INSERT INTO friend SELECT md5(i::text)::uuid, md5((i % 40 + 1)::text)::uuid, '2020-01-01'::date + i
                FROM generate_series(1, 40) i;
            CREATE TABLE "order" (
                no numeric(10, 0) PRIMARY KEY, customer_id uuid NOT NULL REFERENCES customer, placed timestamp);
            INSERT INTO "order" SELECT i * 1000000, md5((i % 40 + 1)::text)::uuid, '2021-01-01' FROM generate_series(1, 100) i;
            CREATE TABLE order_line (
                order_no numeric(10, 0) REFERENCES "order", line integer, film_id integer REFERENCES film,
                quantity smallint, PRIMARY KEY (order_no, line));
            INSERT INTO order_line SELECT no, l, l, 3 FROM "order", generate_series(1, 3) l;
            CREATE TABLE "Return Note" (
                id integer PRIMARY KEY, order_no numeric(10, 0), line integer, "Reason ""why"" x" text,
                FOREIGN KEY (order_no, line) REFERENCES order_line);
            INSERT INTO "Return Note" SELECT i, CASE WHEN i <> 4 THEN i * 1000000 END, CASE WHEN i <> 5 THEN 2 END, 'broken'
                FROM generate_series(1, 10) i;
            CREATE TABLE event (customer_id uuid REFERENCES customer, what text, at point);
            INSERT INTO event SELECT CASE WHEN i % 5 > 0 THEN md5((i % 40 + 1)::text)::uuid END, 'e' || i % 3, '(1,2)'
                FROM generate_series(1, 60) i;
            CREATE TABLE setting (name text, value text);
            INSERT INTO setting VALUES ('a', '1'), ('a', '1'), (NULL, NULL);
            CREATE TABLE account (number numeric(30, 0) PRIMARY KEY, owner text REFERENCES customer (email));
            INSERT INTO account SELECT ('123456789012345678901234567' || i)::numeric, i || '@x.org' FROM generate_series(1, 9) i;
            CREATE TABLE payment (
                id integer, paid date, order_no numeric(10, 0) REFERENCES "order", amount numeric,
                PRIMARY KEY (id, paid)) PARTITION BY RANGE (paid);
            CREATE TABLE payment_a PARTITION OF payment FOR VALUES FROM (MINVALUE) TO ('2022-01-01');
            CREATE TABLE payment_b PARTITION OF payment FOR VALUES FROM ('2022-01-01') TO (MAXVALUE);
            INSERT INTO payment SELECT i, '2021-06-01'::date + i * 10, i % 100 * 1000000 + 1000000, i / 3.0
                FROM generate_series(1, 80) i;
            CREATE TABLE refund (refund_id integer PRIMARY KEY, id integer, paid date, FOREIGN KEY (id, paid) REFERENCES payment);
            INSERT INTO refund SELECT id, id, paid FROM payment WHERE id % 4 = 0;
            CREATE TABLE rate (rate numeric(7, 4) PRIMARY KEY, name varchar(9));
            INSERT INTO rate VALUES (0.5, 'half'), (1.25, 'more'), (-0.05, 'less');
            CREATE TABLE rated (id integer PRIMARY KEY, rate numeric REFERENCES rate);
            INSERT INTO rated VALUES (1, 0.50), (2, -0.05), (3, NULL), (4, 1.25000);
            CREATE TABLE part (a text, b text, size double precision, PRIMARY KEY (a, b));
            INSERT INTO part VALUES ('a', 'b|c', 1.5), ('a|b', 'c', 'NaN'), ('a\\', 'b', NULL), ('a', '\\b', 0);
            CREATE TABLE part_use (id integer PRIMARY KEY, a text, b text, FOREIGN KEY (a, b) REFERENCES part);
            INSERT INTO part_use VALUES (1, 'a', 'b|c'), (2, 'a|b', 'c'), (3, 'a|b', 'c'), (4, 'a\\', 'b'), (5, NULL, 'c');
            CREATE TABLE showing (
                film_id integer REFERENCES film, store_id integer REFERENCES store,
                staff_id integer REFERENCES staff, at timestamptz, PRIMARY KEY (film_id, store_id, staff_id));
            INSERT INTO showing SELECT i, i % 4 + 1, i % 20 + 1, now() FROM generate_series(1, 30) i;
            """;

    private FilmStore() {}

    /** How many rows each node table must have, as PostgreSQL counts them. */
    static Map<String, String> nodes() {
        Map<String, String> counts = new LinkedHashMap<>();
        for (String table :
                new String[] {
                    "language",
                    "film",
                    "actor",
                    "category",
                    "store",
                    "staff",
                    "customer",
                    "order",
                    "order_line",
                    "Return Note",
                    "event",
                    "setting",
                    "account",
                    "payment",
                    "refund",
                    "rate",
                    "rated",
                    "part",
                    "part_use",
                    "showing"
                }) {
            counts.put(table, "SELECT count(*) FROM \"" + table + "\"");
        }
        return counts;
    }

    /** How many relationships there must be, as PostgreSQL counts them. */
    static Map<String, String> relationships() {
        Map<String, String> counts = new LinkedHashMap<>();
        counts.put("film_actor", "SELECT count(*) FROM film_actor");
        counts.put("film_category", "SELECT count(*) FROM film_category");
        counts.put("friend", "SELECT count(*) FROM friend");
        counts.put("film_language", "SELECT count(*) FROM film JOIN language USING (language_id)");
        counts.put(
                "film_original_language",
                "SELECT count(*) FROM film f JOIN language l ON l.language_id = f.original_language_id");
        counts.put(
                "film_part_of", "SELECT count(*) FROM film f JOIN film p ON p.film_id = f.part_of");
        counts.put(
                "category_parent",
                "SELECT count(*) FROM category c JOIN category p ON p.code = c.parent");
        counts.put("store_staff", "SELECT count(*) FROM store JOIN staff ON manager_id = staff_id");
        counts.put("staff_store", "SELECT count(*) FROM staff JOIN store USING (store_id)");
        counts.put(
                "staff_boss", "SELECT count(*) FROM staff s JOIN staff b ON s.boss = b.staff_id");
        counts.put("customer_store", "SELECT count(*) FROM customer JOIN store USING (store_id)");
        counts.put(
                "order_customer",
                "SELECT count(*) FROM \"order\" JOIN customer USING (customer_id)");
        counts.put(
                "order_line_order",
                "SELECT count(*) FROM order_line JOIN \"order\" ON no = order_no");
        counts.put("order_line_film", "SELECT count(*) FROM order_line JOIN film USING (film_id)");
        counts.put(
                "Return Note_order_line",
                "SELECT count(*) FROM \"Return Note\" JOIN order_line USING (order_no, line)");
        counts.put(
                "event_customer", "SELECT count(*) FROM event JOIN customer USING (customer_id)");
        counts.put(
                "account_customer", "SELECT count(*) FROM account JOIN customer ON owner = email");
        counts.put("payment_order", "SELECT count(*) FROM payment JOIN \"order\" ON no = order_no");
        counts.put("refund_payment", "SELECT count(*) FROM refund JOIN payment USING (id, paid)");
        counts.put("rated_rate", "SELECT count(*) FROM rated JOIN rate USING (rate)");
        counts.put("part_use_part", "SELECT count(*) FROM part_use JOIN part USING (a, b)");
        counts.put("showing_film", "SELECT count(*) FROM showing JOIN film USING (film_id)");
        counts.put("showing_store", "SELECT count(*) FROM showing JOIN store USING (store_id)");
        counts.put("showing_staff", "SELECT count(*) FROM showing JOIN staff USING (staff_id)");
        return counts;
    }
}

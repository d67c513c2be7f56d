package dev.howdah.cli.bench;

import java.util.Locale;

/** A table to read: how it is made on the server, and how all its columns are read once. */
public enum Shape {
    /** Eight columns of the usual types. */
    NARROW(
            """
            SELECT n AS id,
                   (n * 7919 % 100000)::int AS number,
                   n * 1.5::float8 AS ratio,
                   (n * 104729 % 10000000 / 100.0)::numeric(12, 2) AS amount,
                   'customer ' || lpad(n::text, 11, '0') AS name,
                   timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second' AS happened,
                   date '2000-01-01' + (n % 10000)::int AS day,
                   n % 3 = 0 AS done
            FROM generate_series(1, COUNT::bigint) AS n
            """,
            "id",
            "sum(id), sum(number), sum(ratio), sum(amount), max(name), max(happened), max(day),"
                    + " bool_or(done)"),

    /** TPC-H's lineitem with its sixteen columns and its distributions, roughly. */
    LINEITEM(
            """
            SELECT (n - 1) / 4 + 1 AS l_orderkey,
                   (n * 7919 % 200000 + 1)::int AS l_partkey,
                   (n * 6271 % 10000 + 1)::int AS l_suppkey,
                   ((n - 1) % 4 + 1)::int AS l_linenumber,
                   (n * 31 % 50 + 1)::numeric(15, 2) AS l_quantity,
                   (n * 104729 % 9500000 / 100.0 + 900)::numeric(15, 2) AS l_extendedprice,
                   (n % 11 / 100.0)::numeric(15, 2) AS l_discount,
                   (n % 9 / 100.0)::numeric(15, 2) AS l_tax,
                   (ARRAY['N', 'R', 'A'])[(n % 3 + 1)::int]::char(1) AS l_returnflag,
                   (ARRAY['O', 'F'])[(n % 2 + 1)::int]::char(1) AS l_linestatus,
                   date '1992-01-02' + (n * 13 % 2525)::int AS l_shipdate,
                   date '1992-01-31' + (n * 17 % 2465)::int AS l_commitdate,
                   date '1992-01-04' + (n * 13 % 2552)::int AS l_receiptdate,
                   (ARRAY['DELIVER IN PERSON', 'COLLECT COD', 'NONE', 'TAKE BACK RETURN'])
                       [(n % 4 + 1)::int]::char(25) AS l_shipinstruct,
                   (ARRAY['REG AIR', 'AIR', 'RAIL', 'SHIP', 'TRUCK', 'MAIL', 'FOB'])
                       [(n % 7 + 1)::int]::char(10) AS l_shipmode,
                   substr(md5(n::text) || md5((n + 1)::text), 1, (n % 34)::int + 10)::varchar(44)
                       AS l_comment
            FROM generate_series(1, COUNT::bigint) AS n
            """,
            "l_orderkey",
            "sum(l_orderkey), sum(l_partkey), sum(l_suppkey), sum(l_linenumber), sum(l_quantity),"
                    + " sum(l_extendedprice), sum(l_discount), sum(l_tax), max(l_returnflag),"
                    + " max(l_linestatus), max(l_shipdate), max(l_commitdate),"
                    + " max(l_receiptdate), max(l_shipinstruct), max(l_shipmode),"
                    + " max(l_comment)");

    private final String rows;
    private final String key;
    private final String aggregates;

    Shape(String rows, String key, String aggregates) {
        this.rows = rows;
        this.key = key;
        this.aggregates = aggregates;
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column with an index, for the point query. */
    String key() {
        return key;
    }

    /** The query that yields the table's rows on PostgreSQL. */
    String rows(long count) {
        return rows.replace("COUNT", Long.toString(count));
    }

    /** A query that needs every column of every row. */
    String aggregate(String from) {
        return "SELECT count(*), " + aggregates + " FROM " + from;
    }
}

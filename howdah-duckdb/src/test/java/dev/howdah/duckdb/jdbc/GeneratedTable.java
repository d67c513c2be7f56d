package dev.howdah.duckdb.jdbc;

import dev.howdah.server.EmbeddedServer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A table with a column of every scalar type and rows of hard values, drawn from a seed. */
final class GeneratedTable {
    private static final List<String> LETTERS =
            List.of(
                    "a", "b", "B", "%", "_", "'", "\\", "é", "É", "ß", "İ", "ı", " ", "\n", "漢",
                    "\"", "1", "🦆", "k", "\u212A", ",", "{");

    /**
     * A column.
     *
     * @param postgres its type and collation in CREATE TABLE
     * @param values the inside of literals in PostgreSQL's syntax; none: random text
     */
    record Column(String name, String postgres, List<String> values) {
        boolean isText() {
            return values.isEmpty();
        }
    }

    static final List<Column> COLUMNS =
            List.of(
                    column("b", "bool", "t", "f"),
                    column("i2", "int2", "0", "-1", "5", "6", "32767", "-32768"),
                    column("i4", "int4", "0", "1", "5", "7", "2147483647", "-2147483648"),
                    column(
                            "i8",
                            "int8",
                            "0",
                            "5",
                            "-7",
                            "9223372036854775807",
                            "-9223372036854775808",
                            "9007199254740993"),
                    column("o", "oid", "0", "5", "4294967295"),
                    column("f4", "float4", "0", "-0", "1.1", "NaN", "inf", "-inf", "16777216"),
                    column(
                            "f8",
                            "float8",
                            "0",
                            "-0",
                            "0.1",
                            "1.1",
                            "NaN",
                            "inf",
                            "-inf",
                            "1.7976931348623157e308",
                            "5e-324"),
                    column("n", "numeric(10,2)", "0", "1.5", "-1.5", "99999999.99", "0.1", "5"),
                    column("nn", "numeric(38,10)", "0", "1.5", "0.1", "-" + "9".repeat(28)),
                    column(
                            "nd",
                            "numeric",
                            "0",
                            "0.1",
                            "0.1000000000000000000000001",
                            "1.5",
                            "NaN",
                            "9007199254740993"),
                    column("s", "text"),
                    column("si", "text COLLATE \"en-x-icu\""),
                    column("sn", "text COLLATE nocase"),
                    column("v", "varchar(60) COLLATE \"C\""),
                    column("bp", "char(9)"),
                    column("ci", "citext"),
                    column("nm", "name"),
                    column("y", "bytea", "", "\\x00", "\\xab00", "abc", "\\x615c27"),
                    column(
                            "d",
                            "date",
                            "2020-01-01",
                            "2020-02-29",
                            "1969-12-31",
                            "0044-03-15 BC",
                            "infinity",
                            "-infinity",
                            "2021-01-03"),
                    column("tm", "time", "00:00", "24:00", "23:59:59.999999", "10:11:12.5"),
                    column("tt", "timetz", "00:00+00", "10:11:12.5+05:30", "04:41:12.5+00"),
                    column(
                            "ts",
                            "timestamp",
                            "2020-01-01 00:00",
                            "2020-12-31 23:59:59.999999",
                            "0044-03-15 01:02:03 BC",
                            "infinity",
                            "-infinity",
                            "1969-12-31 23:59:59.9",
                            "2020-02-29 12:30"),
                    column(
                            "tz",
                            "timestamptz",
                            "2020-01-01 00:00+00",
                            "2020-01-01 00:00+13:45",
                            "infinity",
                            "-infinity",
                            "2020-03-29 01:30+00"),
                    column("iv", "interval", "1 month", "30 days", "720 hours", "-1 day", "0"),
                    column(
                            "u",
                            "uuid",
                            "00000000-0000-0000-0000-000000000000",
                            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                            "7fffffff-ffff-ffff-ffff-ffffffffffff",
                            "ffffffff-ffff-ffff-ffff-ffffffffffff"),
                    column("e", "mood", "sad", "ok", "A\"'\\", "happy"),
                    column("dm", "positive", "1", "5"),
                    column("ip", "inet", "10.0.0.1", "10.0.0.0/8", "::1"),
                    column("j", "jsonb", "{\"a\": 1}", "null", "\"x\""),
                    column("bt", "varbit", "0", "101", "1010"),
                    column("mo", "money", "0", "-1.5", "1234.56"));

    private GeneratedTable() {}

    private static Column column(String name, String postgres, String... values) {
        return new Column(name, postgres, List.of(values));
    }

    /** Makes the table, with k = 0, 1, 2 … and indexes on some columns. */
    static void create(EmbeddedServer server, String database, String name, int rows, Random random)
            throws SQLException {
        StringBuilder create = new StringBuilder("CREATE TABLE " + name + " (k int PRIMARY KEY");
        for (Column column : COLUMNS) {
            create.append(", ").append(column.name()).append(' ').append(column.postgres());
        }
        List<String> tuples = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            StringBuilder tuple = new StringBuilder("(" + row);
            for (Column column : COLUMNS) {
                tuple.append(", ").append(value(column, random));
            }
            tuples.add(tuple + ")");
        }
        Servers.execute(
                server,
                database,
                create + ")",
                "INSERT INTO " + name + " VALUES " + String.join(",\n", tuples),
                "CREATE INDEX ON " + name + " (s)",
                "CREATE INDEX ON " + name + " (d, i4)",
                "ANALYZE " + name);
    }

    /** What must exist in the database first. */
    static void prepare(EmbeddedServer server, String database) throws SQLException {
        Servers.execute(
                server,
                database,
                "CREATE EXTENSION citext",
                "CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2',"
                        + " deterministic = false)",
                "CREATE TYPE mood AS ENUM ('sad', 'ok', 'A\"''\\', 'happy')",
                "CREATE DOMAIN positive AS int4 CHECK (VALUE > 0)");
    }

    private static String value(Column column, Random random) {
        if (random.nextInt(8) == 0) {
            return "NULL";
        }
        String value =
                column.isText()
                        ? text(random, 4)
                        : column.values().get(random.nextInt(column.values().size()));
        return "'" + value.replace("'", "''") + "'";
    }

    /** Up to so many letters, blanks, quotes and signs that mean something in a pattern. */
    static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(longest + 1);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }
}

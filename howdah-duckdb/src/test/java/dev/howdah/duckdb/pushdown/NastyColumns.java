package dev.howdah.duckdb.pushdown;

import dev.howdah.duckdb.pushdown.NastyTable.NastyColumn;
import dev.howdah.postgres.type.PgType;

import java.util.List;

/** The columns of {@link NastyTable}: every type that something is pushed for, hard values. */
final class NastyColumns {
    static final List<String> PREPARATION =
            List.of(
                    "CREATE EXTENSION IF NOT EXISTS citext",
                    "CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2',"
                            + " deterministic = false)",
                    "CREATE TYPE mood AS ENUM ('sad', 'ok', 'A\"''\\', 'happy')",
                    "CREATE DOMAIN positive AS int4");

    private static final List<String> TEXTS =
            List.of(
                    "''",
                    "'a'",
                    "'A'",
                    "'b'",
                    "'B'",
                    "'abc'",
                    "'ABC'",
                    "'a_c'",
                    "'a%c'",
                    "E'a\\\\c'⇒'a\\c'",
                    "'it''s'",
                    "'\"q\"'",
                    "'é'",
                    "'É'",
                    "'żółć 🦆'",
                    "U&'\\212A'⇒chr(8490)",
                    "'ı'",
                    "'İ'",
                    "'I'",
                    "'i'",
                    "'k'",
                    "'ß'",
                    "'SS'",
                    "' a'",
                    "E'a\\nb'⇒'a' || chr(10) || 'b'",
                    "E'a\\n\\nb'⇒'a' || chr(10) || chr(10) || 'b'",
                    "'10'",
                    "'NULL'",
                    "'{a,b}'");

    private NastyColumns() {}

    private static NastyColumn plain(
            String name, String postgres, int oid, String type, String duck, String... values) {
        return new NastyColumn(
                name,
                postgres,
                new PgType.Base(oid, "pg_catalog", type),
                PgType.NO_TYPMOD,
                duck,
                false,
                true,
                List.of(values));
    }

    private static NastyColumn text(
            String name, String postgres, String type, boolean binary, boolean deterministic) {
        String schema = type.equals("citext") ? "public" : "pg_catalog";
        return new NastyColumn(
                name,
                postgres,
                new PgType.Base(25, schema, type),
                PgType.NO_TYPMOD,
                "VARCHAR",
                binary,
                deterministic,
                TEXTS);
    }

    private static NastyColumn numeric(
            String name, String postgres, int typmod, String duck, String... values) {
        return new NastyColumn(
                name,
                postgres,
                new PgType.Base(1700, "pg_catalog", "numeric"),
                typmod,
                duck,
                false,
                true,
                List.of(values));
    }

    static List<NastyColumn> all() {
        return List.of(
                plain("b", "bool", 16, "bool", "BOOLEAN", "true", "false"),
                plain("i2", "int2", 21, "int2", "SMALLINT", "0", "-1", "5", "32767", "-32768"),
                plain(
                        "i4",
                        "int4",
                        23,
                        "int4",
                        "INTEGER",
                        "0",
                        "1",
                        "-1",
                        "5",
                        "2147483647",
                        "-2147483648",
                        "16777217"),
                plain(
                        "i8",
                        "int8",
                        20,
                        "int8",
                        "BIGINT",
                        "0",
                        "5",
                        "-7",
                        "9223372036854775807",
                        "-9223372036854775808",
                        "9007199254740993"),
                plain("o", "oid", 26, "oid", "UINTEGER", "0", "5", "4294967295"),
                plain(
                        "f4",
                        "float4",
                        700,
                        "float4",
                        "FLOAT",
                        "'0'",
                        "'-0'",
                        "'1.1'",
                        "'NaN'",
                        "'Infinity'",
                        "'-Infinity'",
                        "'16777216'",
                        "'1e-45'"),
                plain(
                        "f8",
                        "float8",
                        701,
                        "float8",
                        "DOUBLE",
                        "'0'",
                        "'-0'",
                        "'0.1'",
                        "'1.1'",
                        "'NaN'",
                        "'Infinity'",
                        "'-Infinity'",
                        "'1.7976931348623157e308'",
                        "'5e-324'",
                        "'9007199254740992'"),
                numeric(
                        "n",
                        "numeric(10,2)",
                        ((10 << 16) | 2) + 4,
                        "DECIMAL(10,2)",
                        "0",
                        "1.50",
                        "-1.50",
                        "99999999.99",
                        "0.10",
                        "3.00"),
                numeric(
                        "nn",
                        "numeric(38,10)",
                        ((38 << 16) | 10) + 4,
                        "DECIMAL(38,10)",
                        "0",
                        "1.5",
                        "9999999999999999999999999999.9999999999",
                        "0.1"),
                numeric(
                        "nd",
                        "numeric",
                        PgType.NO_TYPMOD,
                        "DOUBLE",
                        "0",
                        "0.1",
                        "0.1000000000000000000000001",
                        "0.0999999999999999999999999",
                        "1.5",
                        "'NaN'",
                        "9007199254740993",
                        "1e-300"),
                text("s", "text COLLATE \"en-x-icu\"", "text", false, true),
                text("sc", "varchar(60) COLLATE \"C\"", "varchar", true, true),
                text("sn", "text COLLATE nocase", "text", false, false),
                text("bp", "char(12)", "bpchar", false, true),
                text("ci", "citext", "citext", false, true),
                text("nm", "name", "name", true, true),
                plain(
                        "y",
                        "bytea",
                        17,
                        "bytea",
                        "BLOB",
                        "''",
                        "'\\x00'⇒'\\x00'",
                        "'\\xAB00'⇒'\\xAB\\x00'",
                        "'abc'",
                        "'\\x615c27'⇒'a\\x5C\\x27'"),
                plain(
                        "d",
                        "date",
                        1082,
                        "date",
                        "DATE",
                        "'2020-01-01'",
                        "'2020-02-29'",
                        "'1970-01-01'",
                        "'0044-03-15 BC'⇒'0044-03-15 (BC)'",
                        "'0001-01-01'",
                        "'infinity'",
                        "'-infinity'",
                        "'5874897-12-31'",
                        "'4713-01-01 BC'⇒'4713-01-01 (BC)'",
                        "'2020-12-31'",
                        "'2021-01-03'"),
                plain(
                        "tm",
                        "time",
                        1083,
                        "time",
                        "TIME",
                        "'00:00'⇒'00:00:00'",
                        "'24:00:00'",
                        "'23:59:59.999999'",
                        "'10:11:12.5'"),
                plain(
                        "ts",
                        "timestamp",
                        1114,
                        "timestamp",
                        "TIMESTAMP",
                        "'2020-01-01 00:00:00'",
                        "'2020-12-31 23:59:59.999999'",
                        "'0044-03-15 01:02:03 BC'⇒'0044-03-15 (BC) 01:02:03'",
                        "'infinity'",
                        "'-infinity'",
                        "'1969-12-31 23:59:59.9'",
                        "'2020-02-29 12:30:00'",
                        "'2021-01-03 00:00:00'"),
                plain(
                        "tz",
                        "timestamptz",
                        1184,
                        "timestamptz",
                        "TIMESTAMPTZ",
                        "'2020-01-01 00:00:00+00'",
                        "'2020-01-01 00:00:00+13:45'",
                        "'infinity'",
                        "'-infinity'",
                        "'2020-03-29 01:30:00+00'"),
                plain(
                        "iv",
                        "interval",
                        1186,
                        "interval",
                        "INTERVAL",
                        "'1 month'",
                        "'30 days'",
                        "'720 hours'",
                        "'1 month -1 day'⇒'1 month -1 day'",
                        "'29 days'",
                        "'-1 day'",
                        "'0'⇒'0 days'",
                        "'178000000 years'",
                        "'-178000000 years'",
                        "'1 year 2 months 3 days 04:05:06.789'"),
                plain(
                        "u",
                        "uuid",
                        2950,
                        "uuid",
                        "UUID",
                        "'00000000-0000-0000-0000-000000000000'",
                        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
                        "'7fffffff-ffff-ffff-ffff-ffffffffffff'",
                        "'80000000-0000-0000-0000-000000000000'"),
                new NastyColumn(
                        "e",
                        "mood",
                        new PgType.Enumeration(
                                90_000, "public", "mood", List.of("sad", "ok", "A\"'\\", "happy")),
                        PgType.NO_TYPMOD,
                        "ENUM('sad', 'ok', 'A\"''\\', 'happy')",
                        false,
                        true,
                        List.of("'sad'", "'ok'", "E'A\"''\\\\'⇒'A\"''\\'", "'happy'")),
                new NastyColumn(
                        "dm",
                        "positive",
                        new PgType.Domain(
                                90_001,
                                "public",
                                "positive",
                                new PgType.Base(23, "pg_catalog", "int4"),
                                PgType.NO_TYPMOD),
                        PgType.NO_TYPMOD,
                        "INTEGER",
                        false,
                        true,
                        List.of("1", "5")),
                new NastyColumn(
                        "ip",
                        "inet",
                        new PgType.Base(869, "pg_catalog", "inet"),
                        PgType.NO_TYPMOD,
                        "VARCHAR",
                        false,
                        true,
                        List.of("'10.0.0.1'⇒'10.0.0.1/32'", "'10.0.0.0/8'")));
    }
}

package dev.howdah.duckdb.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every type of docs/types.md with its edges, and what DuckDB makes of each. */
final class TypeTable {
    /** Types and extensions that the columns need. */
    static final List<String> PREPARATION =
            List.of(
                    "CREATE EXTENSION citext",
                    "CREATE EXTENSION hstore",
                    "CREATE EXTENSION ltree",
                    "CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s \"ż\"')",
                    "CREATE TYPE nothing AS ENUM ()",
                    "CREATE DOMAIN cents AS numeric(12,2)",
                    "CREATE DOMAIN pairs AS int[]",
                    "CREATE TYPE point3 AS (x int, \"Y y\" numeric(5,2), m mood, tags text[])",
                    "CREATE TYPE nested AS (p point3, at timestamptz, net inet)",
                    "CREATE TYPE float8rng AS RANGE (subtype = float8)",
                    "SET lc_monetary = 'C'");

    /**
     * A column with its values.
     *
     * @param postgres its type in PostgreSQL
     * @param duck what typeof() says in DuckDB
     * @param literals values in PostgreSQL's SQL
     * @param texts what a cast to VARCHAR says in DuckDB
     */
    record Case(String postgres, String duck, List<String> literals, List<String> texts) {
        /** The text in quotes is both the literal in PostgreSQL and what DuckDB says. */
        Case same(String... values) {
            Case result = this;
            for (String value : values) {
                result = result.with(value, value);
            }
            return result;
        }

        Case with(String literal, String text) {
            return raw("'" + literal.replace("'", "''") + "'", text);
        }

        Case raw(String literal, String text) {
            return new Case(
                    postgres,
                    duck,
                    Stream.concat(literals.stream(), Stream.of(literal)).toList(),
                    Stream.concat(texts.stream(), Stream.of(text)).toList());
        }

        @Override
        public String toString() {
            return postgres;
        }
    }

    private TypeTable() {}

    private static Case of(String postgres, String duck) {
        return new Case(postgres, duck, List.of(), List.of());
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(numbers());
        cases.addAll(texts());
        cases.addAll(moments());
        cases.addAll(nested());
        cases.addAll(asText());
        return List.copyOf(cases);
    }

    private static List<Case> numbers() {
        String nines = "9".repeat(38);
        return List.of(
                of("boolean", "BOOLEAN").same("true", "false"),
                of("smallint", "SMALLINT").same("-32768", "0", "32767"),
                of("integer", "INTEGER").same("-2147483648", "0", "2147483647"),
                of("bigint", "BIGINT").same("-9223372036854775808", "0", "9223372036854775807"),
                of("oid", "UINTEGER").same("0", "4294967295"),
                of("xid", "UINTEGER").same("0", "4294967295"),
                of("cid", "UINTEGER").same("0", "4294967295"),
                of("real", "FLOAT")
                        .same("0.0", "-0.0", "0.1", "3.4028235e+38", "nan", "inf", "-inf")
                        .with("1e-45", "1e-45"),
                of("double precision", "DOUBLE")
                        .same("0.0", "-0.0", "0.1", "1.7976931348623157e+308", "5e-324")
                        .same("nan", "inf", "-inf"),
                of("numeric(4,1)", "DECIMAL(4,1)").same("-999.9", "0.0", "999.9"),
                of("numeric(9,0)", "DECIMAL(9,0)").same("-999999999", "0", "999999999"),
                of("numeric(18,18)", "DECIMAL(18,18)").same(".999999999999999999"),
                of("numeric(38)", "DECIMAL(38,0)").same(nines, "-" + nines, "0"),
                of("numeric(38,37)", "DECIMAL(38,37)")
                        .same("9." + "9".repeat(37), "-0." + "0".repeat(36) + "1"),
                of("cents", "DECIMAL(12,2)").same("9999999999.99", "-0.01"),
                of("numeric", "DOUBLE")
                        .with("0.1", "0.1")
                        .with("NaN", "nan")
                        .with("123456789012345678901234567890", "1.2345678901234568e+29"),
                of("numeric(50,3)", "DOUBLE").with("1.5", "1.5"));
    }

    private static List<Case> texts() {
        String large = "ż".repeat(70_000);
        return List.of(
                of("text", "VARCHAR")
                        .same("", "a", "twelve chars", "thirteen char", "it's \\ \"q\"")
                        .same("Łódź 漢字 🐘", "line\nbreak\ttab", " blanks  ", large),
                of("varchar(10)", "VARCHAR").same("", "żółć"),
                of("name", "VARCHAR").same("", "żółć", "x".repeat(63)),
                of("\"char\"", "VARCHAR").same("a", "").raw("(-1)::\"char\"", "\\377"),
                of("citext", "VARCHAR").same("", "CaSe"),
                of("char(5)", "VARCHAR").with("ab", "ab").with(" a", " a").with("", ""),
                of("json", "JSON").same("{\"b\": 1,  \"a\": [1, null]}", "null", "\"é\""),
                of("jsonb", "JSON").with("{\"b\":1,\"a\":\"é\"}", "{\"a\": \"é\", \"b\": 1}"),
                of("bytea", "BLOB")
                        .with("", "")
                        .with("\\x00ff61", "\\x00\\xFFa")
                        .with("\\x" + "00".repeat(20), "\\x00".repeat(20)),
                of("bit(3)", "BIT").same("101", "000"),
                of("varbit", "BIT").same("1", "10000000", "101010101"),
                of("uuid", "UUID")
                        .same("00000000-0000-0000-0000-000000000000")
                        .same("ffffffff-ffff-ffff-ffff-ffffffffffff")
                        .same("80000000-0000-0000-0000-000000000001"),
                of("mood", "ENUM('sad', 'ok', 'it''s \"ż\"')").same("sad", "it's \"ż\""),
                of("nothing", "VARCHAR"));
    }

    private static List<Case> moments() {
        return List.of(
                of("date", "DATE")
                        .same("1970-01-01", "infinity", "-infinity", "5874897-12-31", "0001-01-01")
                        .with("4714-11-24 BC", "4714-11-24 (BC)"),
                of("time", "TIME").same("00:00:00", "24:00:00", "23:59:59.999999"),
                of("timetz", "TIME WITH TIME ZONE")
                        .same("00:00:00+00", "23:59:59.999999-15:59:59", "12:00:00+05:30")
                        .with("24:00:00+15:59:59", "24:00:00+15:59:59"),
                of("timestamp", "TIMESTAMP")
                        .same("1970-01-01 00:00:00", "infinity", "-infinity")
                        .same("294247-01-10 04:00:54.775806", "1969-12-31 23:59:59.999999")
                        .with("4714-11-24 00:00:00 BC", "4714-11-24 (BC) 00:00:00"),
                of("timestamptz", "TIMESTAMP WITH TIME ZONE")
                        .same("infinity", "-infinity", "294247-01-10 04:00:54.775806+00")
                        .with("2020-03-29 02:30:00+01", "2020-03-29 01:30:00+00")
                        .with("4714-11-24 00:00:00+00 BC", "4714-11-24 (BC) 00:00:00+00"),
                of("interval", "INTERVAL")
                        .with("0", "00:00:00")
                        .with(
                                "-1 month 3 days -00:00:00.000001",
                                "-1 month 3 days -00:00:00.000001")
                        .with("1 year 2 mons 720:00", "1 year 2 months 720:00:00")
                        .with("178000000 years", "178000000 years"));
    }

    private static List<Case> nested() {
        return List.of(
                of("int[]", "INTEGER[]")
                        .with("{}", "[]")
                        .with("{1,NULL,3}", "[1, NULL, 3]")
                        .with("[0:1]={7,8}", "[7, 8]"),
                of("int[][]", "INTEGER[][]").with("{{1,2},{3,NULL}}", "[[1, 2], [3, NULL]]"),
                of("text[][][]", "VARCHAR[][][]")
                        .with("{{{a,é}},{{NULL,\"\"}}}", "[[[a, é]], [[NULL, '']]]"),
                of("numeric(5,2)[]", "DECIMAL(5,2)[]").with("{1.5,-999.99}", "[1.50, -999.99]"),
                of("mood[]", "ENUM('sad', 'ok', 'it''s \"ż\"')[]").with("{ok,NULL}", "[ok, NULL]"),
                of("uuid[]", "UUID[]")
                        .with(
                                "{00000000-0000-0000-0000-000000000000}",
                                "[00000000-0000-0000-0000-000000000000]"),
                of("inet[]", "VARCHAR[]").with("{10.0.0.1}", "[10.0.0.1/32]"),
                of("pairs", "INTEGER[]").with("{1,2}", "[1, 2]"),
                of("int2vector", "SMALLINT[]").with("1 2", "[1, 2]"),
                of("oidvector", "UINTEGER[]").with("1 4294967295", "[1, 4294967295]"),
                of(
                                "point3",
                                "STRUCT(x INTEGER, \"Y y\" DECIMAL(5,2), m ENUM('sad', 'ok',"
                                        + " 'it''s \"ż\"'), tags VARCHAR[])")
                        .raw(
                                "ROW(1, 2.5, 'ok', '{a,NULL}')::point3",
                                "{'x': 1, 'Y y': 2.50, 'm': ok, 'tags': [a, NULL]}")
                        .raw(
                                "ROW(NULL, NULL, NULL, NULL)::point3",
                                "{'x': NULL, 'Y y': NULL, 'm': NULL, 'tags': NULL}"),
                of(
                                "nested",
                                "STRUCT(p STRUCT(x INTEGER, \"Y y\" DECIMAL(5,2), m ENUM('sad',"
                                        + " 'ok', 'it''s \"ż\"'), tags VARCHAR[]), \"at\""
                                        + " TIMESTAMP WITH TIME ZONE, net VARCHAR)")
                        .raw(
                                "ROW(NULL, '2020-01-01 00:00+00', '10.0.0.0/8')::nested",
                                "{'p': NULL, 'at': '2020-01-01 00:00:00+00', 'net': 10.0.0.0/8}"),
                of(
                                "point3[]",
                                "STRUCT(x INTEGER, \"Y y\" DECIMAL(5,2), m ENUM('sad', 'ok', 'it''s \"ż\"'), tags VARCHAR[])[]")
                        .raw(
                                "ARRAY[ROW(1, 0, 'sad', '{}')::point3, NULL]",
                                "[{'x': 1, 'Y y': 0.00, 'm': sad, 'tags': []}, NULL]"),
                of("hstore", "MAP(VARCHAR, VARCHAR)")
                        .with("", "{}")
                        .with("a=>1, \"é b\"=>NULL", "{a=1, é b=NULL}"));
    }

    private static List<Case> asText() {
        return List.of(
                of("money", "VARCHAR").with("-92233720368547758.08", "-$92,233,720,368,547,758.08"),
                of("inet", "VARCHAR").with("10.0.0.1", "10.0.0.1/32").with("::1/64", "::1/64"),
                of("cidr", "VARCHAR").same("10.0.0.0/8"),
                of("macaddr", "VARCHAR").same("08:00:2b:01:02:03"),
                of("macaddr8", "VARCHAR").same("08:00:2b:01:02:03:04:05"),
                of("point", "VARCHAR").same("(1,-2.5)", "(NaN,Infinity)"),
                of("line", "VARCHAR").same("{1,2,3}"),
                of("lseg", "VARCHAR").same("[(1,2),(3,4)]"),
                of("box", "VARCHAR").same("(3,4),(1,2)"),
                of("path", "VARCHAR").same("((1,2),(3,4))"),
                of("polygon", "VARCHAR").same("((1,2),(3,4))"),
                of("circle", "VARCHAR").same("<(1,2),3>"),
                of("int4range", "VARCHAR").same("[1,5)", "empty", "(,)"),
                of("int8range", "VARCHAR").same("[1,5)"),
                of("numrange", "VARCHAR").same("[1.50,5)"),
                of("tsrange", "VARCHAR").same("[\"2020-01-01 00:00:00\",infinity)"),
                of("tstzrange", "VARCHAR").same("empty"),
                of("daterange", "VARCHAR").same("[2020-01-01,2020-01-03)"),
                of("float8rng", "VARCHAR").same("[0.5,Infinity]"),
                of("int4multirange", "VARCHAR").same("{[1,3),[5,7)}", "{}"),
                of("datemultirange", "VARCHAR").same("{[2020-01-01,2020-01-03)}"),
                of("xml", "VARCHAR").same("<a>é</a>"),
                of("jsonpath", "VARCHAR").same("$.\"a\""),
                of("tsvector", "VARCHAR").same("'a':1A 'b':2"),
                of("tsquery", "VARCHAR").same("'a' & !'b'"),
                of("regclass", "VARCHAR").same("pg_class"),
                of("regtype", "VARCHAR").same("integer"),
                of("pg_lsn", "VARCHAR").same("16/B374D848"),
                of("tid", "VARCHAR").same("(0,1)"),
                of("xid8", "VARCHAR").same("18446744073709551615"),
                of("ltree", "VARCHAR").same("a.b.c"));
    }
}

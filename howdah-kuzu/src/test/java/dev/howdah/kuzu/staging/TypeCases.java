package dev.howdah.kuzu.staging;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every type of the passage table with its edges, and what Kùzu makes of each. */
final class TypeCases {
    static final List<String> PREPARATION =
            List.of(
                    "CREATE EXTENSION citext",
                    "CREATE EXTENSION hstore",
                    "CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s \"ż\"')",
                    "CREATE DOMAIN cents AS numeric(12,2)",
                    "CREATE DOMAIN spot AS point",
                    "CREATE TYPE simple AS (x int, tags text[], at timestamp)",
                    "CREATE TYPE priced AS (x int, price numeric(5,2), at timestamptz, i interval)",
                    "CREATE TYPE odd AS (\"Y y\" int, \"order\" numeric(5,2), s simple)",
                    "SET lc_monetary = 'C'");

    /** A column with its values; texts are what Kùzu's Java values say. */
    record Case(String postgres, String kuzu, List<String> literals, List<String> texts) {
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
                    kuzu,
                    Stream.concat(literals.stream(), Stream.of(literal)).toList(),
                    Stream.concat(texts.stream(), Stream.of(text)).toList());
        }

        @Override
        public String toString() {
            return postgres;
        }
    }

    private TypeCases() {}

    private static Case of(String postgres, String kuzu) {
        return new Case(postgres, kuzu, List.of(), List.of());
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(numbers());
        cases.addAll(texts());
        cases.addAll(moments());
        cases.addAll(nested());
        cases.addAll(composites());
        cases.addAll(others());
        return List.copyOf(cases);
    }

    private static List<Case> numbers() {
        String nines = "9".repeat(38);
        return List.of(
                of("boolean", "BOOL").with("true", "True").with("false", "False"),
                of("smallint", "INT16").same("-32768", "0", "32767"),
                of("integer", "INT32").same("-2147483648", "0", "2147483647"),
                of("bigint", "INT64").same("-9223372036854775808", "0", "9223372036854775807"),
                of("oid", "UINT32").same("0", "4294967295"),
                of("xid", "UINT32").same("4294967295"),
                of("real", "FLOAT").same("0.1", "-0.0", "NaN", "Infinity").with("1e-45", "1.4E-45"),
                of("double precision", "DOUBLE")
                        .same("0.1", "-0.0", "NaN", "-Infinity")
                        .with("5e-324", "4.9E-324")
                        .with("1.7976931348623157e+308", "1.7976931348623157E308"),
                of("numeric(4,1)", "DECIMAL(4, 1)").same("-999.9", "0.0", "999.9"),
                of("numeric(9,0)", "DECIMAL(9, 0)").same("-999999999", "0"),
                of("numeric(18,18)", "DECIMAL(18, 18)")
                        .same("0.999999999999999999", "-0.999999999999999999"),
                of("numeric(38)", "DECIMAL(38, 0)").same(nines, "-" + nines, "0"),
                of("numeric(38,37)", "DECIMAL(38, 37)").same("9." + "9".repeat(37)),
                of("cents", "DECIMAL(12, 2)").same("9999999999.99", "-0.50"),
                of("numeric", "STRING")
                        .same("0.1", "NaN", "12345678901234567890.123456789")
                        .same("9".repeat(100)),
                of("numeric(50,3)", "STRING").same("1.500"));
    }

    private static List<Case> texts() {
        String large = "ż".repeat(70_000);
        return List.of(
                of("text", "STRING")
                        .same("", "a", "twelve chars", "thirteen char", "it's \\ \"q\"")
                        .same("Łódź 漢字 🐘", "line\nbreak\ttab", " blanks  ", large),
                of("varchar(10)", "STRING").same("", "żółć"),
                of("name", "STRING").same("", "x".repeat(63)),
                of("citext", "STRING").same("CaSe"),
                of("char(5)", "STRING").with("ab", "ab").with("", ""),
                of("json", "STRING").same("{\"b\": 1,  \"a\": [1, null]}", "null"),
                of("jsonb", "STRING").with("{\"b\":1,\"a\":\"é\"}", "{\"a\": \"é\", \"b\": 1}"),
                of("bytea", "BLOB").with("", "").with("\\x00ff61", "00ff61"),
                of("bit(3)", "STRING").same("101"),
                of("varbit", "STRING").same("101010101"),
                of("uuid", "UUID")
                        .same("00000000-0000-0000-0000-000000000000")
                        .same("ffffffff-ffff-ffff-ffff-ffffffffffff"),
                of("mood", "STRING").same("sad", "it's \"ż\""));
    }

    private static List<Case> moments() {
        return List.of(
                of("date", "DATE")
                        .same("1970-01-01", "5874897-12-31", "0001-01-01")
                        .with("4714-11-24 BC", "4714-11-24 (BC)"),
                of("time", "STRING").same("00:00:00", "24:00:00", "23:59:59.999999"),
                of("timetz", "STRING").same("00:00:00+00", "23:59:59.999999-15:59:59"),
                of("timestamp", "TIMESTAMP")
                        .same("1970-01-01 00:00:00", "294247-01-10 04:00:54.775806")
                        .same("1969-12-31 23:59:59.999999")
                        .with("4714-11-24 00:00:00 BC", "4714-11-24 (BC) 00:00:00"),
                of("timestamptz", "TIMESTAMP_TZ")
                        .same("294247-01-10 04:00:54.775806+00")
                        .with("2020-03-29 02:30:00+01", "2020-03-29 01:30:00+00")
                        .with("4714-11-24 00:00:00+00 BC", "4714-11-24 (BC) 00:00:00+00"),
                of("interval", "INTERVAL")
                        .with("0", "00:00:00")
                        .with(
                                "-1 month 3 days -00:00:00.000001",
                                "-1 months 3 days -00:00:00.000001")
                        .with("1 year 2 mons 720:00", "1 year 2 months 720:00:00")
                        .with("178000000 years", "178000000 years")
                        .with("-13 months 1 day", "-1 years -1 months 1 day"));
    }

    private static List<Case> nested() {
        return List.of(
                of("int[]", "INT32[]")
                        .with("{}", "[]")
                        .with("{1,NULL,3}", "[1,,3]")
                        .with("[0:1]={7,8}", "[7,8]"),
                of("int[][]", "INT32[][]").with("{{1,2},{3,NULL}}", "[[1,2],[3,]]"),
                of("text[][][]", "STRING[][][]").with("{{{a,é}},{{NULL,b}}}", "[[[a,é]],[[,b]]]"),
                of("numeric(5,2)[]", "DECIMAL(5, 2)[]")
                        .with("{1.5,NULL,-999.99}", "[1.50,,-999.99]")
                        .with("{}", "[]"),
                of("numeric(5,2)[][]", "STRING[][]").with("{{1.5},{NULL}}", "[[1.50],[]]"),
                of("numeric[]", "STRING[]").with("{1.5,NaN}", "[1.5,NaN]"),
                of("timestamptz[]", "TIMESTAMP_TZ[]")
                        .with("{2020-01-01 01:00+01,NULL}", "[2020-01-01 00:00:00+00,]"),
                of("interval[]", "STRING[]")
                        .with(
                                "{-1 month 2 days,NULL,-00:00:00.000001}",
                                "[-1 month 2 days,,-00:00:00.000001]"),
                of("date[]", "DATE[]").with("{2020-01-01,NULL}", "[2020-01-01,]"),
                of("time[]", "STRING[]").with("{24:00,NULL}", "[24:00:00,]"),
                of("json[]", "STRING[]").raw("ARRAY['{\"a\":1}', NULL]::json[]", "[{\"a\":1},]"),
                of("mood[]", "STRING[]").with("{ok,NULL}", "[ok,]"),
                of("bytea[]", "BLOB[]").raw("ARRAY['a'::bytea]", "[a]"),
                of("inet[]", "STRING[]").with("{10.0.0.1}", "[10.0.0.1/32]"),
                of("point[]", "STRING[]").raw("ARRAY['(1,2)'::point]", "[(1,2)]"),
                of("oidvector", "UINT32[]").with("1 4294967295", "[1,4294967295]"),
                of("hstore", "MAP(STRING, STRING)")
                        .with("", "{}")
                        .with("a=>1, \"é b\"=>NULL", "{a=1, é b=}"),
                of("hstore[]", "MAP(STRING, STRING)[]").raw("ARRAY['a=>1'::hstore]", "[{a=1}]"));
    }

    private static List<Case> composites() {
        return List.of(
                of("simple", "STRUCT(x INT32, tags STRING[], at TIMESTAMP)")
                        .raw(
                                "ROW(1, '{a,NULL}', '2020-01-01')::simple",
                                "{x: 1, tags: [a,], at: 2020-01-01 00:00:00}")
                        .raw("ROW(NULL, NULL, NULL)::simple", "{x: , tags: , at: }"),
                of("priced", "STRUCT(x INT32, price STRING, at STRING, i STRING)")
                        .raw(
                                "ROW(1, -0.01, '2020-01-01 00:00+00', '-1 month')::priced",
                                "{x: 1, price: -0.01, at: 2020-01-01 00:00:00+00, i: -1 month}"),
                of(
                                "odd",
                                "STRUCT(`Y y` INT32, `order` STRING, s STRUCT(x INT32, tags STRING[], at TIMESTAMP))")
                        .raw("ROW(1, 2.5, NULL)::odd", "{Y y: 1, order: 2.50, s: }"),
                of("priced[]", "STRUCT(x INT32, price STRING, at STRING, i STRING)[]")
                        .raw(
                                "ARRAY[ROW(1, 0.5, NULL, NULL)::priced, NULL]",
                                "[{x: 1, price: 0.50, at: , i: },]"));
    }

    private static List<Case> others() {
        return List.of(
                of("point", "STRUCT(x DOUBLE, y DOUBLE)")
                        .with("(1,-2.5)", "{x: 1.000000, y: -2.500000}")
                        .with("(NaN,Infinity)", "{x: nan, y: inf}"),
                of("spot", "STRUCT(x DOUBLE, y DOUBLE)")
                        .with("(1,2)", "{x: 1.000000, y: 2.000000}"),
                of("line", "DOUBLE[]").with("{1,2,3}", "[1.000000,2.000000,3.000000]"),
                of("lseg", "DOUBLE[]")
                        .with("[(1,2),(3,4)]", "[1.000000,2.000000,3.000000,4.000000]"),
                of("box", "DOUBLE[]").with("(3,4),(1,2)", "[3.000000,4.000000,1.000000,2.000000]"),
                of("polygon", "DOUBLE[]")
                        .with(
                                "((1,2),(3,4e10))",
                                "[1.000000,2.000000,3.000000,40000000000.000000]"),
                of("circle", "DOUBLE[]").with("<(1,2),3>", "[1.000000,2.000000,3.000000]"),
                of("path", "STRING").same("((1,2),(3,4))", "[(1,2),(3,4)]"),
                of("money", "STRING").with("-92233720368547758.08", "-$92,233,720,368,547,758.08"),
                of("inet", "STRING").with("10.0.0.1", "10.0.0.1/32"),
                of("macaddr", "STRING").same("08:00:2b:01:02:03"),
                of("int4range", "STRING").same("[1,5)", "empty"),
                of("tsrange", "STRING").same("[\"2020-01-01 00:00:00\",infinity)"),
                of("xml", "STRING").same("<a>é</a>"),
                of("tsvector", "STRING").same("'a':1A 'b':2"),
                of("pg_lsn", "STRING").same("16/B374D848"),
                of("xid8", "STRING").same("18446744073709551615"));
    }
}

package dev.howdah.postgres.codec;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import org.junit.jupiter.params.provider.Arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table of types and their extreme values, in PostgreSQL's input syntax. */
final class RoundTripCases {
    /** Numerics of every size and scale; none needs more than 60 digits. */
    static final List<String> NUMERICS =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "0.1",
                    "-0.0001",
                    "0.00001",
                    "1e20",
                    "1e-20",
                    "9999",
                    "10000",
                    "10001.0001",
                    "9007199254740993",
                    "9007199254740993.5",
                    "0.1234567890123456789",
                    "123456789012345678901234567890.123456789",
                    "1.7976931348623157e308",
                    "4.9e-324",
                    "2.2250738585072014e-308",
                    "1e-310",
                    "100000000000000000000000",
                    "0.30000000000000004",
                    "1234567890123456780000",
                    "5e-5",
                    "99999999999999.9999");

    private RoundTripCases() {}

    static Stream<RoundTripCase> all() {
        return Stream.of(scalars(), numerics(), texts(), times(), bits(), parts(), textForms())
                .flatMap(cases -> cases);
    }

    static Stream<Arguments> extensions() {
        return Stream.of(
                arguments(
                        "hstore",
                        List.of(
                                "",
                                "a=>1",
                                "\"a b\"=>NULL, \"\"=>\"\"",
                                "\"q\\\"\"=>\"back\\\\slash\", \"ü\"=>\"NULL\"")),
                arguments("citext", List.of("", "MiXeD", "ü NULL")));
    }

    static LogicalType extensionType(String extension) {
        return extension.equals("citext")
                ? Scalar.TEXT
                : new LogicalType.MapOf(Scalar.TEXT, Scalar.TEXT);
    }

    private static Stream<RoundTripCase> scalars() {
        return Stream.of(
                RoundTripCase.of("bool", "t", "f")
                        .printed("CASE c WHEN true THEN 't' WHEN false THEN 'f' END"),
                RoundTripCase.of("int2", "0", "-32768", "32767"),
                RoundTripCase.of("int4", "0", "-2147483648", "2147483647"),
                RoundTripCase.of("int8", "0", "-9223372036854775808", "9223372036854775807"),
                RoundTripCase.of("oid", "0", "2147483648", "4294967295"),
                RoundTripCase.of("xid", "0", "4294967295"),
                RoundTripCase.of("cid", "0", "4294967295"),
                RoundTripCase.of(
                        "float4",
                        "0",
                        "-0",
                        "1",
                        "1.1",
                        "3.4028235e38",
                        "1.4e-45",
                        "NaN",
                        "Infinity",
                        "-Infinity",
                        "1e6",
                        "999999",
                        "1e-4",
                        "1e-5"),
                RoundTripCase.of(
                        "float8",
                        "0",
                        "-0",
                        "0.1",
                        "1.7976931348623157e308",
                        "4.9e-324",
                        "NaN",
                        "Infinity",
                        "-Infinity",
                        "1e15",
                        "1e14",
                        "1e-4",
                        "1e-5"),
                RoundTripCase.of(
                        "uuid",
                        "00000000-0000-0000-0000-000000000000",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "00112233-4455-6677-8899-aabbccddeeff"),
                RoundTripCase.of("bytea", "\\x", "\\x00", "\\x00ff5c27", "\\x" + "ab".repeat(5000)),
                RoundTripCase.of("json", "null", "{\"a\": [1, 2.50]}", " [ ] ", "\"\\u00fc\""),
                RoundTripCase.of("jsonb", "null", "{\"a\": [1, 2.50]}", "[]", "\"ü\""));
    }

    private static Stream<RoundTripCase> numerics() {
        Stream<RoundTripCase> borders =
                IntStream.of(1, 4, 5, 8, 9, 10, 16, 17, 18, 19, 20, 36, 37, 38)
                        .boxed()
                        .flatMap(
                                precision ->
                                        IntStream.of(0, 1, 2, 3, 4, 5, 9, 17, 18, 36, 37, 38)
                                                .filter(scale -> scale <= precision)
                                                .mapToObj(scale -> decimal(precision, scale)));
        return Stream.concat(
                borders,
                Stream.of(
                        new RoundTripCase("numeric", "c::float8::text", 0, doubles()),
                        new RoundTripCase(
                                "numeric(50,10)", "c::float8::text", 0, List.of("1", "-1e30")),
                        new RoundTripCase(
                                "numeric(5,-2)", "c::text", 15, List.of("9999900", "-100", "0")),
                        new RoundTripCase(
                                "numeric(3,5)", "c::text", 15, List.of("0.00999", "-0.00001")),
                        new RoundTripCase(
                                "numeric(38,-1)", "c::float8::text", 15, List.of("1e38", "20")),
                        RoundTripCase.of("cents", "1.5", "9999999999.99", "-0.01"),
                        RoundTripCase.of("more_cents", "1.5", "9999999999.99", "-0.01")));
    }

    private static List<String> doubles() {
        List<String> values = new ArrayList<>(NUMERICS);
        values.addAll(List.of("NaN", "-1e-5"));
        return values;
    }

    private static RoundTripCase decimal(int precision, int scale) {
        String nines = "9".repeat(precision);
        String largest = point(nines, scale);
        String smallest = point("0".repeat(precision - 1) + "1", scale);
        return RoundTripCase.of(
                "numeric(" + precision + "," + scale + ")",
                "0",
                largest,
                "-" + largest,
                smallest,
                "-" + smallest,
                point("1" + "0".repeat(precision - 1), scale));
    }

    private static String point(String digits, int scale) {
        int whole = digits.length() - scale;
        return (whole == 0 ? "0" : digits.substring(0, whole))
                + "."
                + digits.substring(whole)
                + (scale == 0 ? "0" : "");
    }

    private static Stream<RoundTripCase> texts() {
        return Stream.of(
                RoundTripCase.of(
                        "text", "", " ", "x", "ü€😀", "tab\tnew\nline", "\\N", "z".repeat(100_000)),
                RoundTripCase.of("varchar(3)", "", "  ", "abc"),
                RoundTripCase.of("name", "", "pg_class"),
                RoundTripCase.of("\"char\"", "", "x"),
                RoundTripCase.of("char(5)", "", "ab", "  c", "abcde"),
                RoundTripCase.of("bpchar", "", "ab  "),
                RoundTripCase.of("mood", "sad", "", "glad", "so'so", "ü", "a,b {\"x\"}"),
                RoundTripCase.of("moods", "sad", "glad"),
                RoundTripCase.of("\"Other \"\"s\".mood", "one", "two"),
                new RoundTripCase(
                        "\"Other \"\"s\".\"Big\"",
                        "c::text",
                        0,
                        IntStream.range(0, 300).mapToObj(i -> "label " + i).toList()));
    }

    private static Stream<RoundTripCase> times() {
        return Stream.of(
                RoundTripCase.of(
                        "date",
                        "4713-01-01 BC",
                        "5874897-12-31",
                        "infinity",
                        "-infinity",
                        "1970-01-01",
                        "1969-12-31",
                        "2000-02-29",
                        "0001-12-31 BC",
                        "0001-01-01"),
                RoundTripCase.of("time", "00:00", "24:00:00", "23:59:59.999999", "12:34:56.7"),
                RoundTripCase.of(
                        "timetz",
                        "00:00+00",
                        "24:00:00-15:59:59",
                        "23:59:59.999999+15:59:59",
                        "12:34:56.7+05:30",
                        "12:00-03:30:15"),
                RoundTripCase.of(
                        "timestamp",
                        "4713-01-01 00:00:00 BC",
                        "294247-01-10 04:00:54.775806",
                        "infinity",
                        "-infinity",
                        "1970-01-01",
                        "1969-12-31 23:59:59.999999",
                        "2000-01-01",
                        "1999-12-31 23:59:59.999999"),
                RoundTripCase.of(
                        "timestamptz",
                        "4713-01-01 00:00:00+00 BC",
                        "294247-01-10 04:00:54.775806+00",
                        "infinity",
                        "-infinity",
                        "2024-03-31 02:30:00 Europe/Berlin",
                        "2024-10-27 02:30:00+01",
                        "2024-10-27 02:30:00+02",
                        "1890-01-01 00:00:00+00:53:28"),
                RoundTripCase.of(
                        "interval",
                        "0",
                        "1 year 2 months 3 days 04:05:06.7",
                        "-1 year -2 months +3 days -04:05:06.789",
                        "178000000 years",
                        "-178000000 years",
                        "2147483647 days",
                        "-2147483648 days",
                        "596523:14:07.999999",
                        "-0.000001 seconds",
                        "-00:00:59.5"),
                RoundTripCase.of(
                                "interval",
                                "2562047788:00:54.775807",
                                "-2562047788:00:54.775807",
                                "-1 month +1 day 2147483648:00:00",
                                "-9223372036854775808 microseconds")
                        .since(15));
    }

    private static Stream<RoundTripCase> bits() {
        String ones = "1".repeat(20);
        return Stream.concat(
                IntStream.rangeClosed(1, 17)
                        .mapToObj(
                                n ->
                                        RoundTripCase.of(
                                                "bit(" + n + ")",
                                                ones.substring(0, n),
                                                "0".repeat(n))),
                Stream.of(
                        RoundTripCase.of(
                                "varbit",
                                "",
                                "1",
                                "0",
                                "10101010",
                                "101010101",
                                "1".repeat(1000))));
    }

    /** Arrays, composites and domains over them. */
    private static Stream<RoundTripCase> parts() {
        return Stream.of(
                RoundTripCase.of("int4[]", "{}", "{1}", "{1,NULL,3}", "{NULL}"),
                RoundTripCase.of("int4[]", "[5:6]={7,8}")
                        .printed("CASE WHEN c IS NOT NULL THEN '{7,8}' END"),
                RoundTripCase.of("int4[][]", "{}", "{{1,2},{3,NULL}}", "{{1},{2},{3}}"),
                RoundTripCase.of("text[][][]", "{{{a,\"\"},{\"NULL\",NULL}}}", "{{{\"{\\\"\"}}}"),
                RoundTripCase.of("numeric(20,3)[]", "{1.500,NULL,-99999999999999999.999}"),
                RoundTripCase.of("bpchar(3)[]", "{a,abc}").printed("c::text[]::text"),
                RoundTripCase.of("mood[]", "{sad,glad,NULL,\"\"}"),
                RoundTripCase.of("cents[]", "{1.50,NULL}"),
                RoundTripCase.of("bytea[]", "{\"\\\\x00\",NULL}"),
                RoundTripCase.of("timestamptz[]", "{infinity,\"2024-01-01 00:00:00+00\"}"),
                RoundTripCase.of("varbit[]", "{1,10101,NULL}"),
                RoundTripCase.of("jsonb[]", "{\"{\\\"a\\\": 1}\",NULL}"),
                RoundTripCase.of("ints", "{}", "{1,NULL}"),
                RoundTripCase.of("matrix", "{}", "{{1.5,NULL},{2.5,-0.1}}"),
                RoundTripCase.of("same_matrix", "{{1.5,NULL},{2.5,-0.1}}"),
                RoundTripCase.of("matrix[]", "{\"{{1.5,NULL},{2.5,-0.1}}\",\"{}\",NULL}")
                        .printed("replace(c::text, '\"', '')"),
                RoundTripCase.of("int2vector", "", "1", "1 2 3")
                        .printed("replace('{' || c::text || '}', ' ', ',')"),
                RoundTripCase.of("oidvector", "", "4294967295 7")
                        .printed("replace('{' || c::text || '}', ' ', ',')"),
                RoundTripCase.of("pair", "(1,x)", "(,)", "(,\"\")", "(-7,\"a,(\"\"b\\\\c\")"),
                RoundTripCase.of("pair[]", "{\"(1,x)\",NULL,\"(,)\"}", "{}"),
                RoundTripCase.of("nested", "(1,\"(2,y)\",glad,1.50)", "(,,,)", "(,\"(,)\",sad,)"),
                RoundTripCase.of("nested[]", "{\"(1,\\\"(2,y)\\\",glad,1.50)\",NULL}"),
                RoundTripCase.of("pairs", "(1,x)", "(,)"),
                RoundTripCase.of("of_domains", "(1.50,\"{1,2}\",glad,\"(1,x)\")", "(,,,)"),
                RoundTripCase.of("pair_and_list", "(1,\"{1,NULL}\")", "(,)", "(,{})"),
                RoundTripCase.of("grown", "(1,2,x)", "(,,)"));
    }

    /** What the server must cast. */
    private static Stream<RoundTripCase> textForms() {
        return Stream.of(
                RoundTripCase.of("inet", "10.0.0.1", "::1/64"),
                RoundTripCase.of("money", "1.5", "-92233720368547758.08"),
                RoundTripCase.of("int4range", "empty", "[1,5)", "(,)"),
                RoundTripCase.of("int4multirange", "{}", "{[1,5),[7,9)}"),
                RoundTripCase.of("point", "(1,2)"),
                RoundTripCase.of("tsvector", "a:1 b:2", ""),
                RoundTripCase.of("pg_lsn", "16/B374D848"),
                RoundTripCase.of("xid8", "18446744073709551615"),
                RoundTripCase.of("regtype", "int4"),
                RoundTripCase.of("tid", "(1,2)"),
                RoundTripCase.of("inet[]", "{}", "{10.0.0.0/8,NULL}"),
                RoundTripCase.of("inet[][]", "{{10.0.0.0/8,NULL},{::/1,::2/127}}", "{}"),
                RoundTripCase.of("int4range[]", "{\"[1,5)\",empty,NULL}"),
                RoundTripCase.of("box[]", "{}", "{(1,1),(0,0);(3,3),(2,2)}")
                        .printed("c::text[]::text"),
                RoundTripCase.of("inets", "{10.0.0.0/8,NULL}"),
                RoundTripCase.of("inets[]", "{}", "{\"{10.0.0.1}\"}"),
                RoundTripCase.of("money[][][]", "{{{$1.00}}}"),
                RoundTripCase.of(
                        "with_text_forms",
                        "(10.0.0.0/8,\"(1,x)\",\"{\"\"[1,5)\"\"}\",3)",
                        "(,,,)",
                        "(,\"(,)\",,)"),
                RoundTripCase.of("textual", "(10.0.0.0/8,\"(1,x)\",{empty},3)", "(,,,)"),
                RoundTripCase.of(
                        "with_text_forms[]", "{\"(10.0.0.0/8,\\\"(1,x)\\\",{empty},3)\",NULL}"),
                RoundTripCase.of(
                        "with_nested_text_forms",
                        "(\"(10.0.0.0/8,\"\"(1,x)\"\",{empty},3)\",t)",
                        "(,)",
                        "(\"(,,,)\",f)"));
    }
}

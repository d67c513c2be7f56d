package dev.howdah.duckdb.pushdown;

import dev.howdah.duckdb.pushdown.NastyTable.NastyColumn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Conditions over {@link NastyTable}: every operator on every value, and random combinations. */
final class NastyConditions {
    private static final long SEED = 4_711L;
    private static final int COMBINATIONS = 400;

    private NastyConditions() {}

    static List<String> all() {
        List<String> conditions = new ArrayList<>(SPECIAL);
        for (NastyColumn column : NastyTable.COLUMNS) {
            conditions.addAll(comparisons(column));
            if (column.duck().equals("VARCHAR")) {
                conditions.addAll(patterns(column.name()));
            }
        }
        Random random = new Random(SEED);
        List<String> simple = List.copyOf(conditions);
        for (int i = 0; i < COMBINATIONS; i++) {
            conditions.add(combination(simple, random, 3));
        }
        return conditions;
    }

    private static List<String> comparisons(NastyColumn column) {
        List<String> conditions = new ArrayList<>();
        String name = column.name();
        int step = column.values().size() > 15 ? 3 : 1;
        for (int i = 0; i < column.values().size(); i += step) {
            String value = column.inDuck(i) + "::" + column.duck();
            for (String operator :
                    List.of(
                            "=",
                            "<>",
                            "<",
                            "<=",
                            ">",
                            ">=",
                            "IS DISTINCT FROM",
                            "IS NOT DISTINCT FROM")) {
                conditions.add(name + " " + operator + " " + value);
            }
            String next = column.inDuck((i + 1) % column.values().size()) + "::" + column.duck();
            conditions.add(name + " BETWEEN " + value + " AND " + next);
            conditions.add(name + " > " + value + " AND " + name + " < " + next);
            conditions.add(name + " >= " + value + " AND " + name + " <= " + next);
            conditions.add("NOT (" + name + " BETWEEN " + value + " AND " + next + ")");
            conditions.add(name + " IN (" + value + ", " + next + ")");
            conditions.add(name + " NOT IN (" + value + ", " + next + ")");
            conditions.add(name + " NOT IN (" + value + ", NULL)");
        }
        conditions.add(name + " IS NULL");
        conditions.add(name + " IS NOT NULL");
        return conditions;
    }

    private static List<String> patterns(String name) {
        List<String> conditions = new ArrayList<>();
        for (String pattern :
                List.of(
                        "'a%'",
                        "'%c'", "'%_c%'", "'_'", "'__'", "'a\\c'", "'a\\%'", "'%''%'", "'%'", "'k'",
                        "'i%'", "'%É%'", "'A_C'", "''")) {
            for (String operator : List.of(" LIKE ", " NOT LIKE ", " ILIKE ", " NOT ILIKE ")) {
                conditions.add(name + operator + pattern);
            }
        }
        conditions.add(name + " LIKE 'a$%c' ESCAPE '$'");
        conditions.add(name + " LIKE 'a\\_%' ESCAPE '\\'");
        conditions.add(name + " NOT LIKE 'a$_c' ESCAPE '$'");
        for (String call :
                List.of(
                        "starts_with(%s, 'a')",
                        "NOT starts_with(%s, 'a%%')",
                        "ends_with(%s, 'c')",
                        "contains(%s, '_')",
                        "NOT contains(%s, '%%')",
                        "contains(%s, '\\')",
                        "length(%s) = 1",
                        "length(%s) > 2",
                        "lower(%s) = 'abc'",
                        "lower(%s) = 'k'",
                        "upper(%s) = 'I'",
                        "upper(%s) = 'SS'",
                        "lower(%s) <> 'k'")) {
            conditions.add(call.formatted(name));
        }
        return conditions;
    }

    private static String combination(List<String> simple, Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return simple.get(random.nextInt(simple.size()));
        }
        String left = combination(simple, random, depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> "NOT (" + left + ")";
            case 1 -> "(" + left + ") AND (" + combination(simple, random, depth - 1) + ")";
            default -> "(" + left + ") OR (" + combination(simple, random, depth - 1) + ")";
        };
    }

    private static final List<String> SPECIAL =
            List.of(
                    "b",
                    "NOT b",
                    "b IS TRUE",
                    "b IS NOT TRUE",
                    "i2 > 100000",
                    "i4 = 5000000000",
                    "i4 > 1.5",
                    "i8 >= 9223372036854775808",
                    "i8 <> -9223372036854775809",
                    "i8 > 1.5",
                    "i8 > 1e3",
                    "i8 = 9007199254740992::double",
                    "i4 = 16777216::float",
                    "i4 + i8 > 10",
                    "i4 + i4 > 10",
                    "i4 * i2 < 0",
                    "i4 - i2 > n",
                    "n + 1 > 3",
                    "n = 1.505",
                    "n > 1.5::double",
                    "n <= 0.1::double",
                    "n = 0.1::double",
                    "nn > 1.5::double",
                    "n = i4",
                    "n = nn",
                    "n::decimal(10,1) = 1.5",
                    "nd = 0.1",
                    "nd > 0.1",
                    "nd >= 0.1",
                    "nd < 0.1",
                    "nd <= 0.1",
                    "nd = 9007199254740992",
                    "nd <> 0.1",
                    "nd = 'nan'::double",
                    "f4 = f8",
                    "f4 > 1.1::double",
                    "f4 = 1.1",
                    "f8 > '-inf'::double",
                    "f8 = 1e-320",
                    "i2 = i4",
                    "i4 = i8",
                    "s = sc",
                    "s = sn",
                    "s < ci",
                    "bp = s",
                    "bp = 'a '",
                    "bp IN ('a ', 'b')",
                    "nm = s",
                    "e::varchar = 'ok'",
                    "e::varchar > 'b'",
                    "e LIKE '%a%'",
                    "e = s",
                    "u::varchar LIKE 'a0%'",
                    "i4::varchar = '5'",
                    "i4::varchar > '2'",
                    "b::varchar = 'true'",
                    "d > timestamp '2020-01-01 10:00:00'",
                    "d = timestamp '2020-01-01 00:00:00'",
                    "d > timestamptz '2020-01-01 10:00:00+09'",
                    "d = ts",
                    "ts > d",
                    "tz > ts",
                    "d + 1 > date '2020-01-01'",
                    "d - interval 1 day > '2020-01-01'",
                    "year(d) = 2020",
                    "year(d) < 2020",
                    "year(d) = -43",
                    "year(ts) >= 2020",
                    "month(d) = 3",
                    "month(d) IN (1, 2, 3, 4)",
                    "NOT (month(ts) > 2)",
                    "quarter(d) = 1",
                    "quarter(ts) <> 1",
                    "day(d) = 15",
                    "day(ts) > 1",
                    "dayofweek(d) = 0",
                    "dayofweek(d) <> 0",
                    "isodow(d) = 7",
                    "isodow(ts) < 4",
                    "dayofyear(d) = 75",
                    "dayofyear(d) > 1",
                    "hour(ts) = 1",
                    "hour(ts) < 13",
                    "minute(ts) = 30",
                    "date_trunc('month', ts) = '2020-01-01'",
                    "date_trunc('year', d) = '2020-01-01'",
                    "date_trunc('day', tz) = '2020-01-01'",
                    "ts::date = '2020-01-01'",
                    "tz::date = '2020-01-01'",
                    "iv = interval '30 days'",
                    "iv > interval '29 days 23 hours'",
                    "iv < interval '-3 days'",
                    "abs(i2) = 5",
                    "i4 % 2 = 1",
                    "(i4 = 5) IS NULL",
                    "(i4 = 5) = b",
                    "coalesce(i4, 0) = 0",
                    "CASE WHEN i4 = 5 THEN true ELSE b END",
                    "s || 'x' = 'ax'",
                    "trim(s) = 'a'",
                    "s = 'a' || chr(0)",
                    "s = 'a' || chr(10) || 'b'",
                    "s LIKE 'a' || chr(10) || '%'",
                    "s IN ('a' || chr(10) || chr(10) || 'b', 'x')",
                    "s SIMILAR TO 'a+'",
                    "regexp_matches(s, '^a')",
                    "s COLLATE NOCASE = 'A'",
                    "ip = '10.0.0.1/32'",
                    "ip <> '10.0.0.1/32'",
                    "dm = 5",
                    "dm IN (1, 5, 7, 8, 9)",
                    "s IN ('a', 'b', 'c', 'd', 'it''s', '{a,b}', 'a\\c', '\"q\"')",
                    "ip IS NULL OR i4 = 5");
}

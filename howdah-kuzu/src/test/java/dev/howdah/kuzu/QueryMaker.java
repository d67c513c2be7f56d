package dev.howdah.kuzu;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes queries over a table of the columns that {@link RandomQueriesTest} gives it. {@code @} in
 * them stands for the reading of the table.
 */
final class QueryMaker {
    static final String SOURCE = "@";

    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "small",
                    "big",
                    "price",
                    "real",
                    "narrow",
                    "name",
                    "fixed",
                    "odd",
                    "day",
                    "at",
                    "atz",
                    "u",
                    "mood",
                    "j",
                    "clock",
                    "span",
                    "list",
                    "wide",
                    "raw",
                    "`order`",
                    "`count`",
                    "`with`",
                    "`Mixed Case`",
                    "h0",
                    "howdah_row",
                    "`return`");
    private static final List<String> NUMBERS =
            List.of("id", "small", "big", "price", "real", "narrow", "`order`", "h0", "wide");
    private static final List<String> TEXTS =
            List.of("name", "fixed", "mood", "j", "clock", "`Mixed Case`");
    private static final List<String> WHOLE =
            List.of("0", "1", "3", "7", "-2", "42", "100", "5000000035", "9223372036854775807");
    private static final List<String> REAL = List.of("1.5", "0.0", "-0.5", "2.25", "1e300", "10.0");
    private static final List<String> PIECES =
            List.of(
                    "''",
                    "'a'",
                    "'name'",
                    "'name5'",
                    "'O\\'Brien'",
                    "\"O'Brien\"",
                    "'back\\\\slash'",
                    "'Ä'",
                    "'Ärger'",
                    "'%'",
                    "'_'",
                    "'happy'",
                    "'  '",
                    "'ab'",
                    "'ab   '",
                    "'{}'",
                    "'{\"a\": 1}'",
                    "'12:00:00'",
                    "'x'",
                    "'7'");
    private static final List<String> OPERATORS = List.of("=", "<>", "<", "<=", ">", ">=");
    private static final List<String> PLACES = List.of("STARTS WITH", "ENDS WITH", "CONTAINS");
    private static final List<String> DATES =
            List.of(
                    "date('2024-01-05')",
                    "date('2024-03-01')",
                    "'2024-01-09'",
                    "date('1999-12-31')",
                    "timestamp('2024-01-08 00:00:00')",
                    "date('0044-03-15')",
                    "$day");
    private static final List<String> TIMES =
            List.of(
                    "timestamp('2024-01-02 05:00:00.123456')",
                    "timestamp('2024-01-05')",
                    "timestamp('2024-01-05 00:00:00')",
                    "date('2024-01-06')",
                    "'2024-01-04 00:00:00'",
                    "timestamp('2024-01-03 00:00:00+02')",
                    "$at");

    private final Random random;

    QueryMaker(long seed) {
        this.random = new Random(seed);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A condition; parts of it can travel and parts cannot. */
    String condition(int depth) {
        int kind = depth == 0 ? 3 + random.nextInt(7) : random.nextInt(10);
        return switch (kind) {
            case 0 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
            case 1 -> condition(depth - 1) + " AND " + condition(depth - 1);
            case 2 ->
                    chance(80)
                            ? "NOT (" + condition(depth - 1) + ")"
                            : "(" + condition(depth - 1) + ")";
            default -> atom(kind);
        };
    }

    private String atom(int kind) {
        return switch (kind) {
            case 3 ->
                    comparison(
                            one(NUMBERS), chance(60) ? one(WHOLE) : chance(50) ? one(REAL) : "$n");
            case 4 -> comparison(one(TEXTS), chance(85) ? one(PIECES) : "$s");
            case 5 -> one(TEXTS) + " " + one(PLACES) + " " + (chance(85) ? one(PIECES) : "$s");
            case 6 ->
                    chance(50)
                            ? comparison("day", one(DATES))
                            : comparison(chance(50) ? "at" : "atz", one(TIMES));
            case 7 -> one(COLUMNS) + (chance(50) ? " IS NULL" : " IS NOT NULL");
            case 8 -> in();
            default -> odd();
        };
    }

    private String comparison(String column, String value) {
        String operator = one(OPERATORS);
        return chance(70)
                ? column + " " + operator + " " + value
                : value + " " + operator + " " + column;
    }

    private String in() {
        boolean text = chance(50);
        List<String> values = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            values.add(text ? one(PIECES) : one(WHOLE));
        }
        return one(text ? TEXTS : List.of("id", "small", "big", "price", "`order`"))
                + " IN ["
                + String.join(", ", values)
                + "]";
    }

    private String odd() {
        return one(
                List.of(
                        "odd",
                        "NOT odd",
                        "odd = true",
                        "false <> odd",
                        "odd = $b",
                        "odd IS NULL",
                        "name =~ 'name[0-9]'",
                        "CASE WHEN small > 2 THEN odd ELSE id > 50 END",
                        "id % 3 = small",
                        "id + small > 20",
                        "lower(name) = 'ärger'",
                        "CAST(id AS STRING) STARTS WITH '1'",
                        "CAST(name AS STRING) = name",
                        "size(list) = 2",
                        "list_contains(list, 7)",
                        "u = uuid('00000000-0000-0000-0000-000000000042')",
                        "u <> '00000000-0000-0000-0000-000000000007'",
                        "u = $u",
                        "id = $nothing",
                        "name = $nothing",
                        "small = price",
                        "real = real",
                        "price > real",
                        "-id < -90",
                        "id = 7 XOR small = 1",
                        "date_part('month', day) = 2",
                        "span IS NOT NULL",
                        "`count` = 'x' OR `with` > 3",
                        "`return` = 1 AND howdah_row < 50",
                        "coalesce(small, 99) = 99",
                        "id IN $ids",
                        "name IN $names",
                        "true",
                        "1 = 1 AND id < 9",
                        "h0 = 3 OR (h0 = 4 AND name IS NOT NULL)"));
    }

    /** What follows the reading: conditions, more clauses and RETURN. */
    String query() {
        String where = chance(70) ? " WHERE " + condition(2) : "";
        int form = random.nextInt(9);
        return switch (form) {
            case 0 -> SOURCE + where + " RETURN count(*)";
            case 1 -> SOURCE + where + " RETURN *" + order("id");
            case 2 -> SOURCE + where + " RETURN DISTINCT small, odd" + order("small, odd");
            case 3 ->
                    SOURCE
                            + where
                            + " RETURN odd, count(*) AS n, sum(id) AS total, min(small) AS low, max(name) AS high, count(small) AS some ORDER BY odd";
            case 4 ->
                    SOURCE
                            + where
                            + " WITH id AS i, name AS n, small * 2 AS twice, `order` AS o WHERE twice > 2 RETURN i, n, twice, o"
                            + order("i");
            case 5 ->
                    "UNWIND [3, 7, 42] AS x "
                            + SOURCE
                            + both(where, "id = x")
                            + " RETURN x, name, price"
                            + order("x");
            case 6 ->
                    SOURCE
                            + where
                            + " UNWIND list AS e WITH e, count(*) AS n RETURN e, n"
                            + order("e");
            case 7 ->
                    SOURCE
                            + where
                            + " RETURN id, name UNION ALL "
                            + SOURCE
                            + " WHERE id < 5 RETURN small AS id, `Mixed Case` AS name";
            default -> SOURCE + where + " RETURN " + items() + order("id");
        };
    }

    /** The same few rows of plain columns: any of those that the query without a limit has. */
    String limited() {
        return SOURCE + (chance(70) ? " WHERE " + condition(1) : "") + " RETURN " + items();
    }

    String bounds() {
        return (chance(40) ? " SKIP " + random.nextInt(20) : "") + " LIMIT " + random.nextInt(30);
    }

    private static String both(String where, String condition) {
        return where.isEmpty()
                ? " WHERE " + condition
                : where.replace(" WHERE ", " WHERE " + condition + " AND (") + ")";
    }

    private String items() {
        List<String> items = new ArrayList<>(List.of("id"));
        for (int i = 0; i < random.nextInt(4); i++) {
            items.add(one(COLUMNS) + " AS a" + i);
        }
        return String.join(", ", items);
    }

    private String order(String keys) {
        return " ORDER BY " + keys + (chance(30) ? bounds() : "");
    }
}

package dev.howdah.duckdb.jdbc;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Conditions in DuckDB's SQL over a {@link GeneratedTable}, drawn from a seed. */
final class GeneratedConditions {
    private static final List<String> COMPARISONS =
            List.of("=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM");

    /** Conditions that need a particular type; § stands before each column. */
    private static final List<String> SPECIAL =
            List.of(
                    "§b",
                    "NOT §b",
                    "§b IS NOT TRUE",
                    "§i2 + 1 > 5",
                    "§i2 * §i2 < 30",
                    "§i4::BIGINT + §i8::HUGEINT > 10",
                    "§i4::BIGINT - 3 = 2",
                    "§n * 2 <= 3",
                    "§n + §i2 > 5",
                    "§nn::DOUBLE - §n = 0",
                    "§i2 // 2 = 3",
                    "§i2 % 2 = 1",
                    "-§n > 0",
                    "abs(§n) = 1.5",
                    "§i4 = §i8",
                    "§i2 < §i4",
                    "§f4 = §f8",
                    "§n = §nn",
                    "§nd = §n",
                    "§i4 > 4.5",
                    "§i8 = 5.0",
                    "§i4 = 5000000000",
                    "§n = 1.505",
                    "§o > 4000000000",
                    "§i4::VARCHAR = '5'",
                    "§i8::VARCHAR LIKE '9%'",
                    "§b::VARCHAR = 'true'",
                    "§n::DOUBLE > 0.1",
                    "§n::DECIMAL(12,3) = 1.5",
                    "§n::INTEGER = 2",
                    "§u::VARCHAR LIKE 'a0%'",
                    "§e::VARCHAR > 'b'",
                    "§e = 'happy'",
                    "§e > 'ok'",
                    "§d::TIMESTAMP > '2020-01-01 10:00:00'",
                    "§ts::DATE = '2020-02-29'",
                    "§tz::DATE = '2020-01-01'",
                    "§ts > §d",
                    "§ts = §tz",
                    "§tm > '10:00:00'",
                    "§tm::VARCHAR = '24:00:00'",
                    "year(§d) = 2020",
                    "year(§ts) < 1970",
                    "month(§d) IN (2, 3)",
                    "extract(quarter FROM §ts) = 1",
                    "day(§d) > 20",
                    "dayofweek(§d) = 3",
                    "isodow(§ts) <> 3",
                    "dayofyear(§d) = 60",
                    "hour(§ts) = 1",
                    "minute(§ts) >= 30",
                    "hour(§tz) = 13",
                    "date_trunc('month', §ts) = '2020-02-01'",
                    "date_trunc('year', §d) >= '2020-01-01'",
                    "§d + INTERVAL 1 DAY > '2020-02-29'",
                    "§d + 1 = '2020-03-01'",
                    "§iv = INTERVAL '30 days'",
                    "§iv > INTERVAL '0 days'",
                    "length(§s) = 2",
                    "length(§bp) = 1",
                    "length(§si) > 2",
                    "lower(§s) = 'b'",
                    "upper(§si) = 'B'",
                    "lower(§ci) = 'k'",
                    "upper(§sn) LIKE 'B%'",
                    "§s || §v = 'ab'",
                    "trim(§s) = ''",
                    "§s = §v",
                    "§s < §si",
                    "§ci = §s",
                    "§sn = §ci",
                    "§bp = §s",
                    "§nm = §v",
                    "substring(§s, 1, 1) = 'a'",
                    "§s[1] = 'b'",
                    "regexp_matches(§s, '^a')",
                    "regexp_matches(§v, 'b$')",
                    "§s SIMILAR TO 'a.*'",
                    "§s COLLATE NOCASE = 'B'",
                    "reverse(§s) = 'ba'",
                    "§ip = '10.0.0.1/32'",
                    "§ip LIKE '10.%'",
                    "§j IS NULL",
                    "§j->>'a' = '1'",
                    "§mo > '0'",
                    "coalesce(§i4, 5) = 5",
                    "nullif(§i2, 5) IS NULL",
                    "CASE WHEN §b THEN §i2 ELSE 5 END = 5",
                    "greatest(§i2, 5) = 5",
                    "isnan(§f8)",
                    "isinf(§f4)",
                    "isfinite(§d)",
                    "§f8 > 'inf'::DOUBLE",
                    "(§i4 > 0) = §b",
                    "(§s = 'a') IS NULL",
                    "§k < 100",
                    "§k % 7 = 0",
                    "§dm = 5",
                    "TRUE",
                    "FALSE",
                    "NULL",
                    "§i4 IN (SELECT 5)",
                    "§k BETWEEN 10 AND 20",
                    "octet_length(§y) = 2",
                    "§y > 'a'::BLOB",
                    "§i4 = ANY ([1, 5, 7])",
                    "§s = ANY (['a', 'b'])",
                    "§s ^@ 'a'",
                    "(§i4, §i2) = (5, 5)",
                    "(§i2, §s) < (5, 'b')",
                    "§d = current_date",
                    "random() >= 0");

    private final Random random;
    private final Map<String, Values> values;

    /**
     * What a column holds.
     *
     * @param type its type in DuckDB
     * @param texts its values as DuckDB writes them
     */
    record Values(String type, List<String> texts) {}

    GeneratedConditions(Random random, Map<String, Values> values) {
        this.random = random;
        this.values = values;
    }

    /** A tree of conditions on the columns of {@code alias}, which ends in a dot or is empty. */
    String tree(String alias, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf(alias);
        }
        return switch (random.nextInt(5)) {
            case 0 -> "NOT (" + tree(alias, depth - 1) + ")";
            case 1, 2 -> "(" + tree(alias, depth - 1) + ") AND (" + tree(alias, depth - 1) + ")";
            default -> "(" + tree(alias, depth - 1) + ") OR (" + tree(alias, depth - 1) + ")";
        };
    }

    private String leaf(String alias) {
        String name = anyColumn();
        String column = alias + name;
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> column + " " + any(COMPARISONS) + " " + constant(name);
            case 3 -> constant(name) + " " + any(COMPARISONS) + " " + column;
            case 4 -> column + (random.nextBoolean() ? " IN " : " NOT IN ") + list(name);
            case 5 -> column + not() + " BETWEEN " + constant(name) + " AND " + constant(name);
            case 6 -> column + (random.nextBoolean() ? " IS NULL" : " IS NOT NULL");
            case 7, 8 -> pattern(alias + any(textColumns()));
            default -> any(SPECIAL).replace("§", alias);
        };
    }

    private String pattern(String column) {
        String text = quoted(GeneratedTable.text(random, 3));
        return switch (random.nextInt(8)) {
            case 0 -> "starts_with(" + column + ", " + text + ")";
            case 1 -> "ends_with(" + column + ", " + text + ")";
            case 2 -> "contains(" + column + ", " + text + ")";
            case 3 -> column + not() + " LIKE '%' || " + text;
            case 4 ->
                    column
                            + not()
                            + " LIKE "
                            + quoted(GeneratedTable.text(random, 3).replaceAll("[$%]", "") + "$%")
                            + " ESCAPE '$'";
            default -> column + not() + (random.nextBoolean() ? " LIKE " : " ILIKE ") + text;
        };
    }

    private String list(String name) {
        String all =
                IntStream.rangeClosed(0, random.nextInt(8))
                        .mapToObj(i -> constant(name))
                        .collect(Collectors.joining(", "));
        return "(" + all + (random.nextInt(6) == 0 ? ", NULL)" : ")");
    }

    private String not() {
        return random.nextInt(3) == 0 ? " NOT" : "";
    }

    /** A value of the column, or text that is none. */
    String text(String name) {
        Values column = values.get(name);
        return column.type().equals("VARCHAR") && random.nextBoolean()
                ? GeneratedTable.text(random, 2)
                : any(column.texts());
    }

    /** A value of the column as a literal. */
    private String constant(String name) {
        String literal = quoted(text(name));
        return random.nextBoolean() ? literal : literal + "::" + type(name);
    }

    String type(String name) {
        return values.get(name).type();
    }

    String anyColumn() {
        return any(List.copyOf(values.keySet()));
    }

    private List<String> textColumns() {
        return GeneratedTable.COLUMNS.stream()
                .filter(GeneratedTable.Column::isText)
                .map(GeneratedTable.Column::name)
                .toList();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

package dev.howdah.duckdb.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** SELECTs over two {@link GeneratedTable}s, written {@code {t}} and {@code {u}}. */
final class GeneratedQueries {
    /**
     * A SELECT whose result, but for its order, is determined.
     *
     * @param sql with {@code {t}} and {@code {u}} for the tables and {@code {v}} for a view over t
     * @param parameters the values for its question marks
     * @param ordered whether the order counts as well
     */
    record Query(String sql, List<String> parameters, boolean ordered) {
        Query(String sql) {
            this(sql, List.of(), false);
        }

        @Override
        public String toString() {
            return sql + (parameters.isEmpty() ? "" : " with " + parameters);
        }
    }

    private final Random random;
    private final GeneratedConditions conditions;

    GeneratedQueries(Random random, GeneratedConditions conditions) {
        this.random = random;
        this.conditions = conditions;
    }

    List<Query> list(int count) {
        return IntStream.range(0, count).mapToObj(i -> next()).toList();
    }

    private Query next() {
        String where = " WHERE " + conditions.tree("", 3);
        String column = conditions.anyColumn();
        String select = "SELECT k, " + column + "::VARCHAR FROM ";
        return switch (random.nextInt(16)) {
            case 0 -> new Query("SELECT count(*) FROM {t}" + where);
            case 1 ->
                    new Query(
                            "SELECT count(*) FROM (SELECT * FROM {t}"
                                    + where
                                    + " LIMIT "
                                    + random.nextInt(30)
                                    + (random.nextBoolean() ? " OFFSET 3)" : ")"));
            case 2, 3 -> ordered("SELECT k, s, i4, nd, d, e, u FROM {t}", where);
            case 4 -> ordered("SELECT k FROM {v}", where);
            case 5 -> new Query(select + "(SELECT * FROM {t}" + where + ") q" + andMore());
            case 6 -> new Query("WITH c AS (FROM {t}" + where + ") " + select + "c" + andMore());
            case 7 -> new Query(select + "{v}" + where);
            case 8 -> join("{u}");
            case 9 -> join("{t}");
            case 10 ->
                    new Query(select + "{t}" + where + " UNION ALL " + select + "{u}" + andMore());
            case 11 -> group(column, where);
            case 12 -> semiJoin(column);
            case 13, 14 -> prepared(select);
            default -> new Query(select + "{t}" + where);
        };
    }

    private String andMore() {
        return " WHERE " + conditions.tree("", 1);
    }

    private Query ordered(String select, String where) {
        StringBuilder sql = new StringBuilder(select);
        if (random.nextInt(3) > 0) {
            sql.append(random.nextBoolean() ? where : andMore());
        }
        sql.append(" ORDER BY ");
        for (int i = random.nextInt(3); i > 0; i--) {
            sql.append(conditions.anyColumn()).append(direction()).append(", ");
        }
        sql.append("k").append(direction()).append(" LIMIT ").append(random.nextInt(20));
        if (random.nextInt(3) == 0) {
            sql.append(" OFFSET ").append(random.nextInt(20));
        }
        return new Query(sql.toString(), List.of(), true);
    }

    private String direction() {
        String way = List.of("", " ASC", " DESC").get(random.nextInt(3));
        return way + List.of("", " NULLS FIRST", " NULLS LAST").get(random.nextInt(3));
    }

    private Query join(String other) {
        String kind = List.of(" JOIN ", " LEFT JOIN ", " FULL JOIN ").get(random.nextInt(3));
        String key =
                List.of("a.k = b.k", "a.k = b.k + 3", "a.k = b.k AND a.s < b.s")
                        .get(random.nextInt(3));
        return new Query(
                "SELECT a.k, b.k, a.s FROM {t} a"
                        + kind
                        + other
                        + " b ON "
                        + key
                        + " WHERE "
                        + conditions.tree("a.", 2)
                        + (random.nextBoolean() ? " AND " : " OR ")
                        + conditions.tree("b.", 2));
    }

    private Query group(String column, String where) {
        return new Query(
                "SELECT %s::VARCHAR, count(*), count(s), min(k), max(k) FROM {t}%s GROUP BY ALL"
                        .formatted(column, where));
    }

    private Query semiJoin(String column) {
        return new Query(
                "SELECT k, %s::VARCHAR FROM {t} WHERE %sEXISTS (FROM {u} b WHERE b.k = {t}.k AND %s)%s"
                        .formatted(
                                column,
                                random.nextBoolean() ? "NOT " : "",
                                conditions.tree("b.", 2),
                                random.nextBoolean()
                                        ? " AND k IN (SELECT k FROM {t}" + andMore() + ")"
                                        : "")
                        .replace("{t}.k", "t.k")
                        .replace("FROM {t} WHERE", "FROM {t} t WHERE"));
    }

    private Query prepared(String select) {
        String one = conditions.anyColumn();
        String two = conditions.anyColumn();
        List<String> parameters = new ArrayList<>();
        parameters.add(conditions.text(one));
        parameters.add(conditions.text(two));
        parameters.add(conditions.text(two));
        String cast = "CAST(? AS " + conditions.type(two) + ")";
        return new Query(
                "%s{t} WHERE %s %s ? %s (%s BETWEEN %s AND %s %s)"
                        .formatted(
                                select,
                                one,
                                List.of("=", "<", ">=").get(random.nextInt(3)),
                                random.nextBoolean() ? "AND" : "OR",
                                two,
                                cast,
                                cast,
                                random.nextBoolean() ? "OR " + conditions.tree("", 1) : ""),
                parameters,
                false);
    }
}

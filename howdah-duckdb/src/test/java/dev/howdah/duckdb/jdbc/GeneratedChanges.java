package dev.howdah.duckdb.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes random INSERT, UPDATE, DELETE and MERGE statements over a table {@code t} (id, a, b, c, d)
 * and a local table {@code s} (id, v, x), whose ids are unique. Their results don't depend on an
 * order.
 */
final class GeneratedChanges {
    private final Random random;

    GeneratedChanges(long seed) {
        this.random = new Random(seed);
    }

    /** A statement whose target is written as {@code %s}; it knows it as t. */
    String statement() {
        String statement =
                switch (random.nextInt(4)) {
                    case 0 -> update();
                    case 1 -> delete();
                    case 2 -> insert();
                    default -> merge();
                };
        return statement + (random.nextBoolean() ? " RETURNING " + returning(statement) : "");
    }

    private String returning(String statement) {
        if (statement.startsWith("INSERT")) {
            return one("*", "a + 1 AS more, id", "id, upper(c), d");
        }
        return statement.startsWith("MERGE")
                ? one("merge_action, *", "t.id, merge_action || '!'", "*")
                : one("*", "t.*, a + 1 AS more", "id, upper(c), t.d");
    }

    private String update() {
        boolean joins = random.nextInt(3) == 0;
        return "UPDATE %s AS t SET "
                + assignments(joins)
                + (joins ? " FROM s WHERE s.id = t.id AND " : " WHERE ")
                + condition(joins, 2);
    }

    private String delete() {
        boolean joins = random.nextInt(3) == 0;
        return "DELETE FROM %s AS t"
                + (joins ? " USING s WHERE s.id = t.id AND " : " WHERE ")
                + condition(joins, 2)
                + " AND t.id > 8";
    }

    private String insert() {
        if (random.nextInt(3) == 0) {
            return "INSERT INTO %s (c, id, a) SELECT x, s.id + 100, s.v / 4 FROM s";
        }
        boolean defaults = random.nextBoolean();
        return "INSERT INTO %s (id, a, b, c, d) VALUES "
                + IntStream.range(0, 1 + random.nextInt(4))
                        .mapToObj(i -> row(100 + i, defaults))
                        .collect(Collectors.joining(", "));
    }

    private String row(int id, boolean defaults) {
        return String.join(
                ", ",
                "(" + id,
                one("2.5", "'7'", "true", "NULL", "-7 / 2", "(SELECT max(v) FROM s)"),
                one("1", "1.25", "'nan'", "NULL", "7 / 2"),
                one("1", "2.50", "true", "'x'", "DATE '2020-01-01'", defaults ? "DEFAULT" : "NULL"),
                one("'2020-02-29'", "TIMESTAMP '2020-01-01 12:00:00'", "NULL") + ")");
    }

    private String merge() {
        List<String> branches = new ArrayList<>();
        if (random.nextBoolean()) {
            branches.add("WHEN MATCHED AND " + condition(true, 1) + " THEN DO NOTHING");
        }
        if (random.nextBoolean()) {
            branches.add("WHEN MATCHED AND " + condition(true, 1) + " AND t.id > 8 THEN DELETE");
        }
        if (random.nextBoolean()) {
            branches.add("WHEN MATCHED THEN UPDATE SET " + assignments(true));
        }
        if (random.nextBoolean()) {
            branches.add("WHEN NOT MATCHED AND v %% 3 = 0 THEN INSERT (id, a) VALUES (s.id, v)");
        }
        if (random.nextBoolean()) {
            branches.add(
                    "WHEN NOT MATCHED THEN INSERT VALUES (id, v + 1, "
                            + one("v / 2.0", "NULL", "DEFAULT")
                            + ", x || 'new', DEFAULT)");
        }
        if (random.nextBoolean() || branches.isEmpty()) {
            branches.add(
                    "WHEN NOT MATCHED BY SOURCE AND "
                            + condition(false, 1)
                            + " THEN UPDATE SET "
                            + assignments(false));
        }
        return "MERGE INTO %s AS t USING "
                + one("s", "(SELECT * FROM s WHERE v < 50) AS s")
                + one(" ON t.id = s.id ", " ON s.id = t.id AND s.id < 40 ")
                + String.join(" ", branches);
    }

    private String assignments(boolean joins) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "a = " + number(),
                                "b = " + one("NULL", "1.5", "t.a / 4", "t.b * 2", "-t.id"),
                                "c = "
                                        + one(
                                                "'fixed'",
                                                "t.c || '+'",
                                                "upper(t.c)",
                                                "DEFAULT",
                                                "concat('k', t.id %% 3)"),
                                "d = " + one("t.d + 1", "DATE '2020-02-29'", "NULL", "DEFAULT")));
        if (joins) {
            all.set(0, "a = " + one("s.v", "s.v + t.a", "t.a", "length(s.x)"));
        }
        java.util.Collections.shuffle(all, random);
        return String.join(", ", all.subList(0, 1 + random.nextInt(3)));
    }

    private String number() {
        return one(
                "7",
                "NULL",
                "t.a + 1",
                "t.id %% 5",
                "(SELECT max(v) FROM s)",
                "3 * 4",
                "CASE WHEN t.a > 20 THEN 0 ELSE t.a END");
    }

    private String condition(boolean joins, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return "("
                    + condition(joins, depth - 1)
                    + one(" AND ", " OR ")
                    + condition(joins, depth - 1)
                    + ")";
        }
        if (joins && random.nextInt(3) == 0) {
            return one("s.v > 20", "s.x = t.c", "s.v < t.a", "s.x LIKE 'x1%%'");
        }
        int k = random.nextInt(40);
        return one(
                "t.id = " + k,
                "t.a BETWEEN " + k + " AND " + (k + 15),
                "t.id IN (" + list() + ")",
                "t.b IS NULL",
                "t.b > " + k + ".25",
                "t.c LIKE 'c" + k % 10 + "%%'",
                "length(t.c) > 3",
                "NOT (t.a = " + k + ")",
                "t.d >= DATE '2020-01-" + (1 + k % 28) + "'",
                "t.id %% 3 = " + k % 3,
                "t.id IN (SELECT s2.id FROM s AS s2 WHERE s2.v < " + k + ")",
                "t.c IS NOT DISTINCT FROM 'fixed'",
                "t.a <> t.id");
    }

    private String list() {
        return String.join(
                ", ",
                IntStream.range(0, 6).mapToObj(i -> String.valueOf(random.nextInt(60))).toList());
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}

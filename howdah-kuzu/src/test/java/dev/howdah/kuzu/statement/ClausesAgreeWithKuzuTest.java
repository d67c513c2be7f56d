package dev.howdah.kuzu.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.kuzudb.Connection;
import com.kuzudb.Database;
import com.kuzudb.PreparedStatement;

import dev.howdah.kuzu.cypher.Lexer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Random queries whose variables are called like keywords: what Kùzu reads, we must read. */
final class ClausesAgreeWithKuzuTest {
    private static final List<String> NAMES =
            List.of(
                    "load",
                    "from",
                    "match",
                    "set",
                    "skip",
                    "limit",
                    "return",
                    "call",
                    "yield",
                    "contains",
                    "delete",
                    "detach",
                    "merge",
                    "copy",
                    "is",
                    "as",
                    "by",
                    "`with`",
                    "x",
                    "count",
                    "decimal",
                    "to",
                    "use");
    private static final List<String> OPERATORS =
            List.of(" = ", " + ", "<", " AND ", " OR ", "-", " <> ", "*", " IN ", " STARTS WITH ");

    @TempDir static Path directory;
    private static Database database;
    private static Connection connection;
    private final Random random = new Random(31);

    @BeforeAll
    static void open() throws IOException {
        Files.writeString(directory.resolve("f.csv"), "a,b\n1,x\n2,y\n");
        database = new Database(":memory:");
        connection = new Connection(database);
        connection.query("CREATE NODE TABLE N(k INT64 PRIMARY KEY, v STRING)").close();
        connection.query("CREATE REL TABLE K(FROM N TO N)").close();
    }

    @AfterAll
    static void close() {
        connection.close();
        database.close();
    }

    @Test
    void everyClauseOfALegalQueryIsFound() {
        int legal = 0;
        for (int i = 0; i < 4000; i++) {
            String name = pick(NAMES);
            StringBuilder text = new StringBuilder();
            int loads = 0;
            if (random.nextBoolean()) {
                text.append(start(name));
            } else {
                text.append("UNWIND [1, 2] AS ").append(name).append(gap());
            }
            if (random.nextBoolean()) {
                text.append("LOAD FROM '").append(directory.resolve("f.csv"));
                text.append("' (header=true)").append(random.nextBoolean() ? where(name) : gap());
                loads++;
            }
            text.append(end(name));
            if (isLegal(text.toString())) {
                legal++;
                var clauses = ClauseFinder.find(Lexer.tokenize(text.toString()));
                assertThat(clauses).as(text.toString()).isPresent();
                assertThat(clauses.get().stream().filter(clause -> clause.is("LOAD")))
                        .as(text.toString())
                        .hasSize(loads);
            }
        }
        assertThat(legal).isGreaterThan(300);
    }

    private String start(String name) {
        return switch (random.nextInt(4)) {
            case 0 -> "MATCH (" + name + ":N)-[:K]->(:N) ";
            case 1 -> "OPTIONAL MATCH (" + name + ":N) WHERE " + name + ".k = 1 ";
            case 2 -> "WITH 1 AS " + name + " ORDER BY " + name + " DESC LIMIT 3" + gap();
            default -> "MERGE (" + name + ":N {k: 1}) ON CREATE SET " + name + ".v = 'q' WITH * ";
        };
    }

    private String end(String name) {
        String value = value(name);
        return switch (random.nextInt(5)) {
            case 0 -> "RETURN " + value + " AS " + pick(NAMES);
            case 1 -> "WITH *, " + value + " AS y" + where(name) + "RETURN *";
            case 2 -> "RETURN DISTINCT " + value + " LIMIT 1UNION ALL RETURN " + value(name);
            case 3 -> "CREATE (:N {k: " + value + "})";
            default -> "RETURN CASE WHEN " + value + " IS NOT NULL THEN 1 ELSE 2 END LIMIT 1";
        };
    }

    private String where(String name) {
        return gap() + "WHERE " + value(name) + " IS NOT NULL ";
    }

    private String value(String name) {
        String operand = pick(List.of(name, name + ".k", name + ".v", "1", "'x'", "-1", "[1]"));
        return switch (random.nextInt(4)) {
            case 0 -> operand;
            case 1 -> "(" + operand + pick(OPERATORS) + value(name) + ")";
            case 2 -> operand + pick(OPERATORS) + value(name);
            default ->
                    pick(List.of("NOT ", "count(*) + ", "size("))
                            + operand
                            + (random.nextBoolean() ? ")" : "");
        };
    }

    private String gap() {
        return pick(List.of(" ", "\n", "/* RETURN */", " // LOAD FROM\n"));
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static boolean isLegal(String text) {
        try (PreparedStatement prepared = connection.prepare(text)) {
            return prepared.isSuccess();
        }
    }
}

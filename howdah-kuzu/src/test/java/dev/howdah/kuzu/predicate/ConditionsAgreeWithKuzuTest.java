package dev.howdah.kuzu.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.kuzudb.Connection;
import com.kuzudb.Database;
import com.kuzudb.QueryResult;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Random conditions over the same rows in both engines: the SQL loses no row of Kùzu's. */
final class ConditionsAgreeWithKuzuTest {
    private static final List<String> NAMES =
            List.of("n", "w", "m", "f", "g", "s", "b", "d", "t", "z", "u");
    private static final List<String> KUZU_TYPES =
            List.of(
                    "INT64",
                    "INT16",
                    "DECIMAL(10,2)",
                    "DOUBLE",
                    "FLOAT",
                    "STRING",
                    "BOOL",
                    "DATE",
                    "TIMESTAMP",
                    "TIMESTAMP_TZ",
                    "UUID");
    private static final List<String> DUCKDB_TYPES =
            List.of(
                    "BIGINT",
                    "SMALLINT",
                    "DECIMAL(10,2)",
                    "DOUBLE",
                    "FLOAT",
                    "VARCHAR",
                    "BOOLEAN",
                    "DATE",
                    "TIMESTAMP",
                    "TIMESTAMPTZ",
                    "UUID");
    private static final List<ColumnKind> KINDS =
            List.of(
                    ColumnKind.EXACT_NUMBER,
                    ColumnKind.EXACT_NUMBER,
                    ColumnKind.EXACT_NUMBER,
                    ColumnKind.FLOATING,
                    ColumnKind.FLOATING,
                    ColumnKind.TEXT,
                    ColumnKind.BOOLEAN,
                    ColumnKind.DATE,
                    ColumnKind.TIMESTAMP,
                    ColumnKind.TIMESTAMP_TZ,
                    ColumnKind.UUID);
    private static final Map<ColumnKind, List<String>> VALUES =
            Map.of(
                    ColumnKind.EXACT_NUMBER, List.of("0", "1", "-1", "2", "300"),
                    ColumnKind.FLOATING, List.of("0.1", "1.5", "-1.5", "0.0", "2.0"),
                    ColumnKind.TEXT, List.of("''", "'a'", "'ab'", "'B'", "'a%'", "'\u00e9'"),
                    ColumnKind.BOOLEAN, List.of("true", "false"),
                    ColumnKind.DATE, List.of("'2020-01-01'", "'1969-12-31'", "'0044-03-15'"),
                    ColumnKind.TIMESTAMP,
                            List.of("'2020-01-01 00:00:00'", "'1999-12-31 23:59:59.5'"),
                    ColumnKind.TIMESTAMP_TZ, List.of("'2020-01-01 00:00:00'", "'2020-06-01'"),
                    ColumnKind.UUID,
                            List.of(
                                    "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
                                    "'00000000-0000-0000-0000-000000000000'"));

    private static final Random RANDOM = new Random(41);
    private static Database database;
    private static Connection kuzu;
    private static java.sql.Connection duckdb;

    @BeforeAll
    static void open() throws SQLException {
        database = new Database(":memory:");
        kuzu = new Connection(database);
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        StringBuilder kuzuTable = new StringBuilder("CREATE NODE TABLE R(id INT64 PRIMARY KEY");
        StringBuilder duckdbTable = new StringBuilder("CREATE TABLE r(id BIGINT");
        for (int i = 0; i < NAMES.size(); i++) {
            kuzuTable.append(", ").append(NAMES.get(i)).append(' ').append(KUZU_TYPES.get(i));
            duckdbTable.append(", ").append(NAMES.get(i)).append(' ').append(DUCKDB_TYPES.get(i));
        }
        run(kuzuTable.append(')').toString());
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(duckdbTable.append(')').toString());
            for (int row = 0; row < 80; row++) {
                insert(statement, row);
            }
        }
    }

    private static void insert(Statement statement, int row) throws SQLException {
        StringBuilder nodes = new StringBuilder("CREATE (:R {id: " + row);
        StringBuilder values = new StringBuilder("INSERT INTO r VALUES (" + row);
        for (int i = 0; i < NAMES.size(); i++) {
            String value = stored(KINDS.get(i));
            String cast = "CAST(" + value + " AS ";
            nodes.append(", ").append(NAMES.get(i)).append(": ").append(cast);
            nodes.append(KUZU_TYPES.get(i)).append(')');
            values.append(", ").append(cast).append(DUCKDB_TYPES.get(i)).append(')');
        }
        run(nodes.append("})").toString());
        statement.execute(values.append(')').toString());
    }

    private static String stored(ColumnKind kind) {
        int choice = RANDOM.nextInt(8);
        if (choice == 0) {
            return "NULL";
        } else if (choice == 1 && kind == ColumnKind.FLOATING) {
            return RANDOM.nextBoolean() ? "'NaN'" : "-0.0";
        }
        return pick(VALUES.get(kind));
    }

    @AfterAll
    static void close() throws SQLException {
        kuzu.close();
        database.close();
        duckdb.close();
    }

    @Test
    void sqlLosesNoRow() throws SQLException {
        int pushed = 0;
        int exact = 0;
        for (int i = 0; i < 2500; i++) {
            String cypher = condition(2);
            Optional<String> sql =
                    new ConditionSql(ConditionsAgreeWithKuzuTest::column, name -> Optional.empty())
                            .render(ConditionReader.read(cypher));
            Optional<Set<Long>> expected = kuzuRows(cypher);
            if (sql.isPresent() && expected.isPresent()) {
                Set<Long> found = duckdbRows(sql.get());
                assertThat(found).as("%s => %s", cypher, sql.get()).containsAll(expected.get());
                pushed++;
                exact += found.equals(expected.get()) ? 1 : 0;
            }
        }
        assertThat(pushed).isGreaterThan(800);
        assertThat(exact).isGreaterThan(500);
    }

    private static String condition(int depth) {
        int choice = RANDOM.nextInt(depth > 0 ? 7 : 3);
        return switch (choice) {
            case 3 -> condition(depth - 1) + " AND " + condition(depth - 1);
            case 4 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
            case 5 -> "NOT (" + condition(depth - 1) + ")";
            case 6 -> condition(depth - 1) + " OR NOT " + atom();
            default -> atom();
        };
    }

    private static String atom() {
        int i = RANDOM.nextInt(NAMES.size());
        String name = NAMES.get(i);
        List<String> values = VALUES.get(KINDS.get(i));
        String value = pick(values);
        return switch (RANDOM.nextInt(8)) {
            case 0 -> name + " IS NULL";
            case 1 -> name + " IN [" + value + ", " + pick(values) + "]";
            case 2 -> name + " IN [" + value + ", NULL]";
            case 3 -> value + pick(List.of(" = ", " <> ", " <= ")) + name;
            case 4 ->
                    "s "
                            + pick(List.of("STARTS WITH", "ENDS WITH", "CONTAINS"))
                            + " "
                            + pick(VALUES.get(ColumnKind.TEXT));
            case 5 -> "b";
            default -> name + pick(List.of(" = ", " <> ", " < ", " <= ", " > ", " >= ")) + value;
        };
    }

    private static Optional<PushableColumn> column(String name) {
        int index = NAMES.indexOf(name);
        return index < 0
                ? Optional.empty()
                : Optional.of(new PushableColumn(name, KINDS.get(index)));
    }

    private static Optional<Set<Long>> kuzuRows(String condition) {
        StringBuilder text = new StringBuilder("MATCH (r:R) WITH r.id AS id");
        NAMES.forEach(name -> text.append(", r.").append(name).append(" AS ").append(name));
        text.append(" WHERE ").append(condition).append(" RETURN id");
        try (QueryResult result = kuzu.query(text.toString())) {
            if (!result.isSuccess()) {
                return Optional.empty();
            }
            Set<Long> rows = new TreeSet<>();
            while (result.hasNext()) {
                rows.add((Long) result.getNext().getValue(0).getValue());
            }
            return Optional.of(rows);
        }
    }

    private static Set<Long> duckdbRows(String condition) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery("SELECT id FROM r WHERE " + condition)) {
            Set<Long> rows = new TreeSet<>();
            while (result.next()) {
                rows.add(result.getLong(1));
            }
            return rows;
        }
    }

    private static void run(String cypher) {
        try (QueryResult result = kuzu.query(cypher)) {
            assertThat(result.isSuccess()).as(cypher + result.getErrorMessage()).isTrue();
        }
    }

    private static String pick(List<String> choices) {
        return choices.get(RANDOM.nextInt(choices.size()));
    }
}

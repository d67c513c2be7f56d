package dev.howdah.duckdb.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.duckdb.pushdown.NastyTable.NastyColumn;
import dev.howdah.postgres.sql.PredicateRenderer;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What PostgreSQL returns for a pushed condition contains what DuckDB returns for the original one,
 * and is the same where the reader says so.
 */
final class PushdownDifferentialTest {
    @ParameterizedTest
    @ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
    void neverLosesARow(int version) throws SQLException {
        try (EmbeddedServer server = EmbeddedServer.start(version);
                Connection postgres = server.connect();
                Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            DeclaredTables.register(duck);
            NastyTable.create(postgres, duck);
            NastyTable.attach(duck);
            try (DuckDbExpressionParser parser = new DuckDbExpressionParser(duck)) {
                Comparison run =
                        new Comparison(duck, postgres, new PlanReader(new NastyTable(), parser));
                NastyConditions.all().forEach(run::check);
                NastyTable.COLUMNS.forEach(run::checkOrder);
                assertThat(run.failures).isEmpty();
                // Most of it is pushed, most of that exactly: the test isn't about nothing.
                assertThat(run.pushed).isGreaterThan(run.checked * 2 / 3);
                assertThat(run.exact).isGreaterThan(run.checked / 3);
                assertThat(run.sorted).isGreaterThan(NastyTable.COLUMNS.size() / 2);
            }
        }
    }

    /** Compares the two sides, condition by condition, and keeps what is wrong. */
    private static final class Comparison {
        private final Connection duck;
        private final Connection postgres;
        private final PlanReader reader;
        private final List<String> failures = new ArrayList<>();
        private int checked;
        private int pushed;
        private int exact;
        private int sorted;

        Comparison(Connection duck, Connection postgres, PlanReader reader) {
            this.duck = duck;
            this.postgres = postgres;
            this.reader = reader;
        }

        void check(String condition) {
            String statement = "SELECT count(*) FROM attached WHERE " + condition;
            Set<Integer> expected;
            Optional<TablePushdown> pushdown;
            try {
                expected = rows(duck, "SELECT k FROM twin WHERE " + condition);
                pushdown =
                        Optional.ofNullable(
                                reader.read(statement, Plan.parse(explain(duck, statement)))
                                        .get(NastyTable.ID));
            } catch (SQLException refusedByDuck) {
                return;
            }
            checked++;
            if (pushdown.isEmpty() || pushdown.get().predicate().isEmpty()) {
                return;
            }
            pushed++;
            String sql = PredicateRenderer.render(pushdown.get().predicate().get());
            try {
                Set<Integer> sent = rows(postgres, "SELECT k FROM nasty WHERE " + sql);
                boolean same = sent.equals(expected);
                if (!sent.containsAll(expected) || (pushdown.get().exact() && !same)) {
                    failures.add(condition + " → " + sql + ": " + difference(expected, sent));
                }
                exact += pushdown.get().exact() ? 1 : 0;
            } catch (SQLException refused) {
                failures.add(condition + " → " + sql + ": " + refused.getMessage());
            }
        }

        /**
         * Ties are broken by the row's number, so values that only one side takes for equal show.
         */
        void checkOrder(NastyColumn column) {
            for (String way : List.of("", " DESC", " NULLS FIRST", " DESC NULLS FIRST")) {
                String key = column.name() + way;
                String statement = "SELECT * FROM attached ORDER BY " + key + " LIMIT 10";
                try {
                    TablePushdown pushdown =
                            reader.read(statement, Plan.parse(explain(duck, statement)))
                                    .get(NastyTable.ID);
                    if (pushdown.order().isEmpty()) {
                        return;
                    }
                    String sql = PredicateRenderer.orderBy(pushdown.order());
                    List<Integer> here = list(duck, "SELECT k FROM twin ORDER BY " + key + ", k");
                    List<Integer> there =
                            list(postgres, "SELECT k FROM nasty ORDER BY " + sql + ", k");
                    if (!here.equals(there)) {
                        failures.add(key + " → " + sql + ": " + here + " but " + there);
                    }
                } catch (SQLException refused) {
                    failures.add(key + ": " + refused.getMessage());
                }
            }
            sorted++;
        }

        private static String difference(Set<Integer> expected, Set<Integer> sent) {
            Set<Integer> lost = new TreeSet<>(expected);
            lost.removeAll(sent);
            Set<Integer> added = new TreeSet<>(sent);
            added.removeAll(expected);
            return "lost " + lost + ", added " + added;
        }
    }

    static String explain(Connection duck, String statement) throws SQLException {
        try (Statement explain = duck.createStatement();
                ResultSet plan = explain.executeQuery("EXPLAIN (FORMAT JSON) " + statement)) {
            plan.next();
            return plan.getString(2);
        }
    }

    private static Set<Integer> rows(Connection connection, String query) throws SQLException {
        return new TreeSet<>(list(connection, query));
    }

    private static List<Integer> list(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<Integer> keys = new ArrayList<>();
            while (found.next()) {
                keys.add(found.getInt(1));
            }
            return keys;
        }
    }
}

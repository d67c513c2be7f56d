package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.duckdb.jdbc.GeneratedConditions.Values;
import dev.howdah.duckdb.jdbc.GeneratedQueries.Query;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Any SELECT has the same result with pushdown, without it, and over a copy in DuckDB. */
final class GeneratedQueryTest {
    private static final long SEED = Long.getLong("howdah.seed", 20_261_120L);
    private static final int QUERIES = Integer.getInteger("howdah.queries", 200);
    private static final int ROWS = 2_000;

    private static final Map<String, String> ATTACHED =
            Map.of("{t}", "pg.t", "{u}", "pg2.u", "{v}", "attached_view");
    private static final Map<String, String> LOCAL =
            Map.of("{t}", "lt", "{u}", "lu", "{v}", "local_view");

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void hasOneResult(int version) throws SQLException {
        long seed = SEED + version;
        Random random = new Random(seed);
        List<String> mismatches = new ArrayList<>();
        int answered = 0;
        try (Connection duckdb = attach(version, random)) {
            GeneratedConditions conditions = new GeneratedConditions(random, values(duckdb));
            for (Query query : new GeneratedQueries(random, conditions).list(QUERIES)) {
                List<String> expected;
                try {
                    expected = rows(duckdb, query, LOCAL);
                } catch (SQLException refused) {
                    continue;
                }
                answered++;
                for (boolean pushdown : new boolean[] {true, false}) {
                    Rows.execute(
                            duckdb,
                            "SET pg_experimental_filter_pushdown = " + pushdown,
                            "SET pg_order_pushdown = " + pushdown);
                    String difference = difference(duckdb, query, expected);
                    if (!difference.isEmpty()) {
                        mismatches.add(
                                "pushdown %s: %s\n  %s".formatted(pushdown, query, difference));
                    }
                }
            }
        }
        assertThat(mismatches).as("seed %d, PostgreSQL %d", seed, version).isEmpty();
        assertThat(answered).as("queries that DuckDB answers").isGreaterThan(QUERIES / 2);
    }

    private static Connection attach(int version, Random random) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String database = Servers.createDatabase(server);
        GeneratedTable.prepare(server, database);
        GeneratedTable.create(server, database, "t", ROWS, random);
        GeneratedTable.create(server, database, "u", ROWS / 4, random);
        Connection duckdb = DriverManager.getConnection("jdbc:howdah:");
        String attach = "ATTACH '" + server.connectionString(database) + "' AS %s (TYPE postgres)";
        Rows.execute(
                duckdb,
                "SET TimeZone = 'Pacific/Chatham'",
                "SET pg_pages_per_task = 16",
                attach.formatted("pg"),
                attach.formatted("pg2"),
                "CREATE TABLE lt AS FROM pg.t",
                "CREATE TABLE lu AS FROM pg2.u",
                "CREATE VIEW attached_view AS SELECT * FROM pg.t WHERE k > 50",
                "CREATE VIEW local_view AS SELECT * FROM lt WHERE k > 50");
        return duckdb;
    }

    private static Map<String, Values> values(Connection duckdb) throws SQLException {
        Map<String, Values> values = new LinkedHashMap<>();
        for (GeneratedTable.Column column : GeneratedTable.COLUMNS) {
            String name = column.name();
            List<String> texts =
                    Rows.of(
                            duckdb,
                            "SELECT DISTINCT %1$s::VARCHAR AS x FROM lt WHERE %1$s IS NOT NULL ORDER BY x"
                                    .formatted(name));
            String type = Rows.of(duckdb, "SELECT typeof(" + name + ") FROM lt").getFirst();
            values.put(name, new Values(type, texts));
        }
        return values;
    }

    private static List<String> rows(Connection duckdb, Query query, Map<String, String> names)
            throws SQLException {
        String sql = query.sql();
        for (Map.Entry<String, String> name : names.entrySet()) {
            sql = sql.replace(name.getKey(), name.getValue());
        }
        try (PreparedStatement statement = duckdb.prepareStatement(sql)) {
            for (int i = 0; i < query.parameters().size(); i++) {
                statement.setString(i + 1, query.parameters().get(i));
            }
            List<String> rows = Rows.of(statement.executeQuery());
            return query.ordered() ? rows : rows.stream().sorted().toList();
        }
    }

    private static String difference(Connection duckdb, Query query, List<String> expected) {
        List<String> actual;
        try {
            actual = rows(duckdb, query, ATTACHED);
        } catch (SQLException failure) {
            return isOverflowInDuckDb(failure) ? "" : "failed: " + failure.getMessage();
        }
        if (actual.equals(expected)) {
            return "";
        }
        List<String> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        List<String> surplus = new ArrayList<>(actual);
        expected.forEach(surplus::remove);
        return "%d rows for %d, missing %s, surplus %s"
                .formatted(actual.size(), expected.size(), first(missing), first(surplus));
    }

    /** DuckDB chooses anew which of several conditions it tries first, so one may spare another. */
    private static boolean isOverflowInDuckDb(SQLException failure) {
        return failure.getMessage().startsWith("Out of Range Error")
                || failure.getMessage().startsWith("Conversion Error");
    }

    private static List<String> first(List<String> rows) {
        return rows.subList(0, Math.min(3, rows.size()));
    }
}

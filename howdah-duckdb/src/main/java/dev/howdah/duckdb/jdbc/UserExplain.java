package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.pushdown.TablePushdown;
import dev.howdah.duckdb.scan.ScanRequests;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.ScanRecord;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.duckdb.statement.ParsedStatement.Explain;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanSettings;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Runs a user's EXPLAIN and adds what PostgreSQL is sent. */
final class UserExplain {
    private static final String KEY = "postgres_scans";

    private final Session session;
    private final PushdownPlanner planner;
    private final StatementRunner runner;

    UserExplain(Session session, PushdownPlanner planner, StatementRunner runner) {
        this.session = session;
        this.planner = planner;
        this.runner = runner;
    }

    /** A query that returns DuckDB's rows and those of ours. */
    String resultOf(Explain explain, Parameters parameters, HowdahStatement owner)
            throws SQLException {
        PushedDown pushedDown = planner.describe(explain.inner(), parameters);
        List<String> rows =
                runner.execute(
                        owner,
                        explain.analyze() ? planner.plan(explain.inner(), parameters) : pushedDown,
                        () -> duckDbRows(explain, parameters));
        List<String> scans = explain.analyze() ? analyzed() : planned(pushedDown);
        boolean json = explain.format().orElse("").equals("json");
        if (json && !scans.isEmpty()) {
            rows.add(row(KEY, JsonText.array(scans)));
        } else {
            scans.forEach(scan -> rows.add(row(KEY, scan)));
        }
        return "SELECT * FROM (VALUES "
                + String.join(", ", rows)
                + ") AS explained(explain_key, explain_value)";
    }

    private List<String> duckDbRows(Explain explain, Parameters parameters) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (PreparedStatement statement = session.duckdb().prepareStatement(explain.text())) {
            parameters.bind(statement);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result.getString(1), result.getString(2)));
                }
            }
        }
        return rows;
    }

    private List<String> analyzed() {
        List<String> scans = new ArrayList<>();
        for (ScanRecord scan : session.lastScans()) {
            scans.add(
                    "%s.%s: %s\n%d rows, %d bytes, %d connections, %d ms"
                            .formatted(
                                    scan.database(),
                                    scan.relation(),
                                    scan.sql(),
                                    scan.statistics().rows(),
                                    scan.statistics().bytes(),
                                    scan.statistics().connections(),
                                    scan.statistics().millis()));
        }
        return scans;
    }

    private List<String> planned(PushedDown pushedDown) throws SQLException {
        int threads = planner.threads();
        SettingValues settings = session.settings();
        List<String> scans = new ArrayList<>();
        for (TablePushdown pushdown : pushedDown.tables().values()) {
            Optional<AttachedTable> table = session.databases().table(pushdown.tableId());
            Optional<AttachedDatabase> database =
                    session.databases().databaseOf(pushdown.tableId());
            if (table.isPresent() && database.isPresent()) {
                scans.add(
                        "%s.%s.%s: %s"
                                .formatted(
                                        database.get().name(),
                                        table.get().relation().schema(),
                                        table.get().relation().name(),
                                        describe(
                                                database.get(),
                                                table.get(),
                                                pushdown,
                                                settings.scan(
                                                        threads,
                                                        database.get().remote().poolSettings()))));
            }
        }
        return scans;
    }

    private static String describe(
            AttachedDatabase database,
            AttachedTable table,
            TablePushdown pushdown,
            ScanSettings settings)
            throws SQLException {
        List<Integer> columns = pushdown.columns().isEmpty() ? List.of(0) : pushdown.columns();
        try {
            return database.remote()
                    .explain(ScanRequests.of(table, columns, Optional.of(pushdown)), settings)
                    .describe();
        } catch (HowdahException failure) {
            throw SqlErrors.of(failure);
        }
    }

    private static String row(String key, String value) {
        return new StringJoiner(", ", "(", ")")
                .add(DuckDbLiteral.quote(key))
                .add(DuckDbLiteral.quote(value))
                .toString();
    }
}

package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.pushdown.DuckDbExpressionParser;
import dev.howdah.duckdb.pushdown.Plan;
import dev.howdah.duckdb.pushdown.PlanReader;
import dev.howdah.duckdb.pushdown.TablePushdown;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.postgres.error.HowdahException;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks DuckDB how it will execute a statement, and reads what PostgreSQL can do of it. */
final class PushdownPlanner {
    /** Without this optimizer EXPLAIN shows the values of a long IN list. */
    private static final String IN_CLAUSE = "in_clause";

    private final Session session;
    private final PlanReader reader;

    PushdownPlanner(Session session) {
        this.session = session;
        this.reader =
                new PlanReader(
                        new AttachedColumns(session), new DuckDbExpressionParser(session.duckdb()));
    }

    /** What to push into the scans of a statement: nothing if there is any doubt. */
    PushedDown plan(ParsedStatement statement, Parameters parameters) {
        if (session.databases().isEmpty() || !isExplainable(statement) || !parameters.canBind()) {
            return PushedDown.NOTHING;
        }
        SettingValues settings = session.settings();
        return settings.filterPushdown()
                ? read(statement, parameters, settings)
                : PushedDown.NOTHING;
    }

    /** As {@link #plan}, and names the tables and columns that are read in any case. */
    PushedDown describe(ParsedStatement statement, Parameters parameters) {
        if (session.databases().isEmpty() || !isExplainable(statement) || !parameters.canBind()) {
            return PushedDown.NOTHING;
        }
        SettingValues settings = session.settings();
        PushedDown read = read(statement, parameters, settings);
        if (settings.filterPushdown()) {
            return read;
        }
        Map<Integer, TablePushdown> columnsOnly = new LinkedHashMap<>();
        read.tables().forEach((id, table) -> columnsOnly.put(id, withoutPushdown(table)));
        return new PushedDown(columnsOnly, read.scans(), read.readsOnlyTables());
    }

    /** DuckDB's own setting, which bounds the connections of a scan. */
    int threads() throws SQLException {
        try (Statement statement = session.duckdb().createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT current_setting('threads')::INTEGER")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static boolean isExplainable(ParsedStatement statement) {
        return statement instanceof ParsedStatement.Query
                || (statement instanceof ParsedStatement.Change change && change.reads());
    }

    private PushedDown read(
            ParsedStatement statement, Parameters parameters, SettingValues settings) {
        Map<Integer, TablePushdown> tables = new LinkedHashMap<>();
        try {
            session.takeBindings();
            Explained explained = explain(statement.text(), parameters);
            Map<Integer, Integer> bound = explained.bound();
            if (bound.isEmpty()) {
                return PushedDown.NO_SCANS;
            }
            for (TablePushdown table : reader.read(statement.text(), explained.plan()).values()) {
                // More bindings than scans: the plan hides one, which may need other rows.
                boolean complete = bound.getOrDefault(table.tableId(), 0) <= table.scans();
                if (complete) {
                    tables.put(
                            table.tableId(),
                            settings.orderPushdown() ? table : withoutLimit(table));
                }
            }
            int scans = bound.values().stream().mapToInt(Integer::intValue).sum();
            return new PushedDown(tables, scans, explained.plan().readsOnlyTables());
        } catch (SQLException | HowdahException unexplained) {
            // The statement itself will say what is wrong, if anything is.
            return PushedDown.NOTHING;
        } finally {
            session.takeFailure();
        }
    }

    /** DuckDB's plan, and how often it bound each table to make it. */
    private record Explained(Plan plan, Map<Integer, Integer> bound) {}

    private Explained explain(String sql, Parameters parameters) throws SQLException {
        boolean hasList = Lexer.tokenize(sql).stream().anyMatch(token -> token.is("IN"));
        if (!hasList) {
            return explainNow(sql, parameters);
        }
        // The setting is the whole instance's.
        synchronized (session.databases()) {
            String before = disabledOptimizers();
            if (List.of(before.split(",")).contains(IN_CLAUSE)) {
                return explainNow(sql, parameters);
            }
            setDisabledOptimizers(before.isEmpty() ? IN_CLAUSE : before + "," + IN_CLAUSE);
            try {
                return explainNow(sql, parameters);
            } finally {
                setDisabledOptimizers(before);
            }
        }
    }

    private Explained explainNow(String sql, Parameters parameters) throws SQLException {
        try (PreparedStatement explain =
                session.duckdb().prepareStatement("EXPLAIN (FORMAT JSON) " + sql)) {
            Map<Integer, Integer> prepared = session.takeBindings();
            parameters.bind(explain);
            try (ResultSet rows = explain.executeQuery()) {
                String plan = "[]";
                while (rows.next()) {
                    if (rows.getString(1).equals("physical_plan")) {
                        plan = rows.getString(2);
                    }
                }
                // With values DuckDB may bind all of it once more.
                Map<Integer, Integer> again = session.takeBindings();
                return new Explained(Plan.parse(plan), again.isEmpty() ? prepared : again);
            }
        }
    }

    private String disabledOptimizers() throws SQLException {
        try (Statement statement = session.duckdb().createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT current_setting('disabled_optimizers')")) {
            rows.next();
            return Optional.ofNullable(rows.getString(1)).orElse("").replace(" ", "");
        }
    }

    private void setDisabledOptimizers(String names) throws SQLException {
        try (Statement statement = session.duckdb().createStatement()) {
            statement.execute("SET disabled_optimizers = " + DuckDbLiteral.quote(names));
        }
    }

    private static TablePushdown withoutLimit(TablePushdown table) {
        return new TablePushdown(
                table.tableId(),
                table.columns(),
                table.predicate(),
                table.exact(),
                List.of(),
                OptionalLong.empty(),
                table.countOnly(),
                table.countWithFilter(),
                table.scans());
    }

    private static TablePushdown withoutPushdown(TablePushdown table) {
        return new TablePushdown(
                table.tableId(),
                table.columns(),
                Optional.empty(),
                false,
                List.of(),
                OptionalLong.empty(),
                false,
                false,
                table.scans());
    }
}

package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.session.SearchPath;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.duckdb.statement.ParsedStatement.Change;
import dev.howdah.duckdb.statement.ParsedStatement.ObjectKind;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether a statement would change an attached PostgreSQL. DuckDB alone would change the
 * in-memory database that stands for it, and nobody would notice that nothing reached PostgreSQL.
 */
final class WriteGuard {
    private final Session session;

    WriteGuard(Session session) {
        this.session = session;
    }

    /** The attached database that the statement would change. */
    Optional<AttachedDatabase> target(Change change) throws SQLException {
        if (session.databases().isEmpty()) {
            return Optional.empty();
        }
        if (change.targets().isEmpty()) {
            return currentDatabase();
        }
        for (ObjectName name : change.targets()) {
            Optional<AttachedDatabase> found =
                    switch (change.object()) {
                        case DATABASE -> session.databases().find(name.first());
                        case SCHEMA -> ofSchema(name);
                        case IN_SCHEMA -> ofObject(name, change.verb().equals("CREATE"));
                    };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Refuses a change of a database that is attached for reading only.
     *
     * @throws HowdahException with SQL state 25006
     */
    static void requireWritable(Change change, AttachedDatabase database) {
        if (database.remote().options().readOnly()) {
            String what =
                    change.verb() + (change.targets().isEmpty() ? "" : " of " + named(change));
            throw HowdahException.of(
                    ErrorKind.UNSUPPORTED,
                    "25006",
                    "%s: the PostgreSQL database \"%s\" is attached in read-only mode"
                            .formatted(what, database.name()));
        }
    }

    /** EXPLAIN shows how DuckDB would execute a statement, but it doesn't execute this one. */
    static HowdahException explainRefusal(Change change, AttachedDatabase database) {
        return HowdahException.unsupported(
                "EXPLAIN %s: DuckDB has no plan for a change of the PostgreSQL database \"%s\"."
                                .formatted(change.verb(), database.name())
                        + " EXPLAIN the query that gives the rows, or SET pg_debug_show_queries ="
                        + " true and run the change in a transaction that you roll back");
    }

    /** An Appender writes into DuckDB's own storage, past all statements. */
    static HowdahException appenderRefusal(ObjectName table, AttachedDatabase database) {
        return HowdahException.unsupported(
                "An Appender can't write to %s: it is a table of the PostgreSQL database \"%s\"."
                                .formatted(table, database.name())
                        + " Prepare an INSERT and use JDBC's batches (addBatch, executeBatch), or"
                        + " append to a table of DuckDB's and INSERT INTO %s FROM that one"
                                .formatted(table));
    }

    private static String named(Change change) {
        String kind = change.object() == ObjectKind.IN_SCHEMA ? "" : change.object() + " ";
        return kind.toLowerCase(java.util.Locale.ROOT) + change.targets().getFirst();
    }

    private Optional<AttachedDatabase> ofSchema(ObjectName name) throws SQLException {
        return name.size() == 1 ? currentDatabase() : session.databases().find(name.first());
    }

    private Optional<AttachedDatabase> ofObject(ObjectName name, boolean creates)
            throws SQLException {
        if (name.size() == 1) {
            return ofUnqualified(name.first(), creates);
        }
        Optional<AttachedDatabase> named = session.databases().find(name.first());
        if (named.isPresent() || name.size() > 2) {
            return named;
        }
        Optional<AttachedDatabase> current = currentDatabase();
        return current.filter(
                database ->
                        database.hasSchema(name.first()) || name.first().equalsIgnoreCase("main"));
    }

    private Optional<AttachedDatabase> ofUnqualified(String name, boolean creates)
            throws SQLException {
        Optional<AttachedDatabase> current = currentDatabase();
        if (creates) {
            return current;
        }
        if (current.isPresent()) {
            return isLocal(name, true) ? Optional.empty() : current;
        }
        List<AttachedDatabase> onPath =
                session.databases().all().stream()
                        .filter(
                                database ->
                                        database.findTable(database.defaultSchema(), name)
                                                .isPresent())
                        .toList();
        return onPath.isEmpty() || isLocal(name, false)
                ? Optional.empty()
                : Optional.of(onPath.getFirst());
    }

    /** Whether DuckDB has a table, view or index of this name outside of the attached databases. */
    private boolean isLocal(String name, boolean temporary) throws SQLException {
        String sql =
                """
                SELECT database_name, temporary FROM duckdb_tables() WHERE lower(table_name) = lower(?)
                UNION ALL
                SELECT database_name, temporary FROM duckdb_views() WHERE lower(view_name) = lower(?)
                UNION ALL
                SELECT database_name, false FROM duckdb_indexes() WHERE lower(index_name) = lower(?)
                """;
        try (PreparedStatement query = session.duckdb().prepareStatement(sql)) {
            for (int i = 1; i <= 3; i++) {
                query.setString(i, name);
            }
            try (ResultSet rows = query.executeQuery()) {
                boolean found = false;
                while (rows.next()) {
                    boolean local = session.databases().find(rows.getString(1)).isEmpty();
                    found |= local && (!temporary || rows.getBoolean(2));
                }
                return found;
            }
        }
    }

    private Optional<AttachedDatabase> currentDatabase() throws SQLException {
        List<SearchPath.Entry> path = session.searchPath().users();
        return session.databases().find(path.getFirst().database());
    }
}

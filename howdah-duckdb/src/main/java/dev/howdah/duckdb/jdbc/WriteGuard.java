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

    /** The one refusal of all writes; a later version carries them out instead. */
    static HowdahException refusal(Change change, AttachedDatabase database) {
        String what = change.verb() + (change.targets().isEmpty() ? "" : " of " + named(change));
        if (database.remote().options().readOnly()) {
            return HowdahException.of(
                    ErrorKind.UNSUPPORTED,
                    "25006",
                    "%s: the PostgreSQL database \"%s\" is attached in read-only mode"
                            .formatted(what, database.name()));
        }
        return HowdahException.unsupported(
                "%s: this version only reads the PostgreSQL database \"%s\". Send the statement with postgres_execute('%s', '…')"
                        .formatted(what, database.name(), database.name()));
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

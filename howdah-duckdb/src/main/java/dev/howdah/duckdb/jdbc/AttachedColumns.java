package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachedColumn;
import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.pushdown.ScanColumns;
import dev.howdah.duckdb.session.SearchPath;
import dev.howdah.duckdb.session.Session;
import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.ServerText;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What the plan reader asks about the attached tables of a session. */
final class AttachedColumns implements ScanColumns {
    private final Session session;

    AttachedColumns(Session session) {
        this.session = session;
    }

    @Override
    public Optional<ColumnReference> column(int tableId, int index) {
        return session.databases()
                .table(tableId)
                .filter(table -> index >= 0 && index < table.columns().size())
                .map(table -> reference(table.columns().get(index)));
    }

    private static ColumnReference reference(AttachedColumn attached) {
        Column column = attached.column();
        return new ColumnReference(
                column.name(),
                attached.mapping(),
                column.notNull(),
                column.binaryCollation(),
                column.deterministicCollation());
    }

    @Override
    public ServerText server(int tableId) {
        return session.databases()
                .databaseOf(tableId)
                .map(database -> database.remote().serverText())
                .orElse(new ServerText(false));
    }

    /** A name without a database may be a common table, a temporary or a local one. */
    @Override
    public boolean isAttached(List<String> path) {
        if (path.size() < 2 || path.size() > 3) {
            return false;
        }
        Optional<AttachedDatabase> database = session.databases().find(path.getFirst());
        if (database.isEmpty()) {
            return false;
        }
        if (path.size() == 3) {
            return database.get().findTable(path.get(1), path.get(2)).isPresent();
        }
        String schema = database.get().defaultSchema();
        return isFirstOnPath(database.get(), schema)
                && database.get().findTable(schema, path.get(1)).isPresent();
    }

    private boolean isFirstOnPath(AttachedDatabase database, String schema) {
        try {
            return session.searchPath().users().stream()
                    .filter(entry -> entry.database().equalsIgnoreCase(database.name()))
                    .map(SearchPath.Entry::schema)
                    .findFirst()
                    .map(schema::equalsIgnoreCase)
                    .orElse(true);
        } catch (SQLException unknown) {
            return false;
        }
    }
}

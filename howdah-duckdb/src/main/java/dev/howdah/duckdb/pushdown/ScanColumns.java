package dev.howdah.duckdb.pushdown;

import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.ServerText;

import java.util.List;
import java.util.Optional;

/** What the plan reader must know of the attached tables. */
public interface ScanColumns {
    /** The column that DuckDB calls {@code t<tableId>c<index>}; empty if there is none. */
    Optional<ColumnReference> column(int tableId, int index);

    /** How the table's server holds text. */
    ServerText server(int tableId);

    /**
     * Whether a name in FROM, as the user wrote it, is certainly one of our attached tables and no
     * view, macro or table of the user's own. False when that isn't known.
     *
     * @param path catalogue, schema and table, as far as they were written
     */
    boolean isAttached(List<String> path);
}

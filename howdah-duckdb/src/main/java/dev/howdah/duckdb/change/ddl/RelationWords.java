package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.catalog.AttachedTable;

/** What PostgreSQL calls a relation; DuckDB shows every one as a view and knows but two kinds. */
final class RelationWords {
    private RelationWords() {}

    /**
     * The kind of a relation for DROP, ALTER and COMMENT ON.
     *
     * @param written what the statement calls it; left as it is if that is not the same for DuckDB
     */
    static String of(AttachedTable table, String written) {
        return switch (table.relation().kind()) {
            case FOREIGN_TABLE -> written.equals("TABLE") ? "FOREIGN TABLE" : written;
            case MATERIALIZED_VIEW -> written.equals("VIEW") ? "MATERIALIZED VIEW" : written;
            default -> written;
        };
    }
}

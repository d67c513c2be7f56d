package dev.howdah.duckdb.change;

/** What a change leaves to be done and told. */
public sealed interface ChangeResult {
    /** It is done. */
    record Counted(long rows) implements ChangeResult {}

    /**
     * DuckDB must run this query to its end, which carries the change out and computes what
     * RETURNING asks for; only then may the change be completed.
     */
    record Rows(dev.howdah.duckdb.statement.NumberedSql query) implements ChangeResult {}
}

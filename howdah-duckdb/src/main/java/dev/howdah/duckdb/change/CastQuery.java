package dev.howdah.duckdb.change;

import dev.howdah.duckdb.source.CastCheck;
import dev.howdah.duckdb.statement.NumberedSql;

import java.util.List;

/**
 * A query whose columns are what a table takes.
 *
 * @param checks for each value that may not be castable one more column behind the others
 */
record CastQuery(NumberedSql sql, List<CastCheck> checks) {
    CastQuery {
        checks = List.copyOf(checks);
    }
}

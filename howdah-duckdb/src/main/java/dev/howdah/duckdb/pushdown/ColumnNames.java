package dev.howdah.duckdb.pushdown;

import dev.howdah.postgres.predicate.Expression.ColumnReference;

import java.util.Optional;

/** Says which column of a scan a name in a printed expression means. */
interface ColumnNames {
    /** Empty if it isn't certain. */
    Optional<ColumnReference> find(String name);
}

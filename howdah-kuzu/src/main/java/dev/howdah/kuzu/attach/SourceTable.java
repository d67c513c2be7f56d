package dev.howdah.kuzu.attach;

import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.postgres.catalog.Relation;

import java.util.List;
import java.util.Objects;

/**
 * A relation of an attached database.
 *
 * @param label what errors call it, such as {@code uw.person} or {@code uw.sales.person}
 * @param relation it in PostgreSQL's words
 * @param duckDbName what DuckDB finds after FROM, quoted
 * @param columns how its columns travel, in order; the aliases of the n-th begin with {@code h} and
 *     n, from 0
 */
public record SourceTable(
        String label, Relation relation, String duckDbName, List<ColumnPassage> columns) {
    public SourceTable {
        Objects.requireNonNull(label);
        Objects.requireNonNull(relation);
        Objects.requireNonNull(duckDbName);
        columns = List.copyOf(columns);
    }
}

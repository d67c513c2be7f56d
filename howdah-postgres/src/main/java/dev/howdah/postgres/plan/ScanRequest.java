package dev.howdah.postgres.plan;

import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.predicate.SortKey;
import dev.howdah.postgres.type.ColumnMapping;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a host wants to read of one relation.
 *
 * @param columns the columns in the order in which the host wants them; empty when only the number
 *     of rows matters
 * @param predicate rows for which it is not true may be left out; it has passed the pushdown rules
 * @param order the order of rows; only together with a limit
 * @param limit rows that suffice
 */
public record ScanRequest(
        Relation relation,
        List<SelectedColumn> columns,
        Optional<Expression> predicate,
        List<SortKey> order,
        OptionalLong limit) {
    public ScanRequest {
        Objects.requireNonNull(relation);
        columns = List.copyOf(columns);
        Objects.requireNonNull(predicate);
        order = List.copyOf(order);
        Objects.requireNonNull(limit);
        if (!order.isEmpty() && limit.isEmpty()) {
            throw new IllegalArgumentException("an order without a limit");
        }
    }

    /** A column and how it is read. */
    public record SelectedColumn(String name, ColumnMapping mapping) {
        public SelectedColumn {
            Objects.requireNonNull(name);
            Objects.requireNonNull(mapping);
        }
    }
}

package dev.howdah.duckdb.pushdown;

import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.predicate.SortKey;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the scans of one table may leave to the server.
 *
 * @param columns the columns that some scan reads, ascending; for information
 * @param predicate rows for which it is not true may be left out; it has passed the rules and can
 *     be rendered
 * @param exact whether no filter of DuckDB's removes any of the remaining rows
 * @param order the order in which {@code limit} rows suffice; empty for any
 * @param limit rows that suffice
 * @param countOnly whether only the number of the table's rows matters, not what they hold
 * @param countWithFilter whether only the number of rows that {@code predicate} selects matters:
 *     one of them, repeated as often as there are such rows, will do
 * @param scans how many scans the plan has. If DuckDB has bound the table more often than that
 *     while it explained, the plan doesn't show all and nothing may be pushed
 */
public record TablePushdown(
        int tableId,
        List<Integer> columns,
        Optional<Expression> predicate,
        boolean exact,
        List<SortKey> order,
        OptionalLong limit,
        boolean countOnly,
        boolean countWithFilter,
        int scans) {
    public TablePushdown {
        columns = List.copyOf(columns);
        Objects.requireNonNull(predicate);
        order = List.copyOf(order);
        Objects.requireNonNull(limit);
        if (limit.isPresent() && !exact) {
            throw new IllegalArgumentException("a limit before a filter");
        }
        if (!order.isEmpty() && limit.isEmpty()) {
            throw new IllegalArgumentException("an order without a limit");
        }
    }

    /** Nothing is pushed: for a table whose scans the plan doesn't show reliably. */
    public static TablePushdown nothing(int tableId) {
        return new TablePushdown(
                tableId,
                List.of(),
                Optional.empty(),
                false,
                List.of(),
                OptionalLong.empty(),
                false,
                false,
                0);
    }

    /** One scan of several: whatever any of them needs. */
    TablePushdown or(TablePushdown other) {
        List<Integer> either =
                java.util.stream.Stream.concat(columns.stream(), other.columns.stream())
                        .distinct()
                        .sorted()
                        .toList();
        Optional<Expression> union =
                predicate.flatMap(
                        first ->
                                other.predicate.map(
                                        second ->
                                                first.equals(second)
                                                        ? first
                                                        : new Expression.Or(
                                                                List.of(first, second))));
        return new TablePushdown(
                tableId,
                either,
                union,
                false,
                List.of(),
                OptionalLong.empty(),
                false,
                false,
                scans + other.scans);
    }
}

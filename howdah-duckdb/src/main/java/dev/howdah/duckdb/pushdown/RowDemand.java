package dev.howdah.duckdb.pushdown;

import dev.howdah.postgres.predicate.SortKey;

import java.util.List;
import java.util.OptionalLong;

/** Which of a scan's rows are needed. */
record RowDemand(List<SortKey> order, OptionalLong limit, boolean countOnly) {
    static final RowDemand ALL = new RowDemand(List.of(), OptionalLong.empty(), false);
    static final RowDemand COUNT = new RowDemand(List.of(), OptionalLong.empty(), true);
}

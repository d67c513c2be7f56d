package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.AttachedColumn;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.pushdown.TablePushdown;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanRequest.SelectedColumn;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Says in the core's words what a scan of an attached table reads. */
public final class ScanRequests {
    private ScanRequests() {}

    /**
     * @param columns indexes of the table's columns
     * @param pushdown what else the scan may leave to the server
     */
    public static ScanRequest of(
            AttachedTable table, List<Integer> columns, Optional<TablePushdown> pushdown) {
        boolean countOnly = pushdown.map(TablePushdown::countOnly).orElse(false);
        List<SelectedColumn> selected =
                countOnly ? List.of() : columns.stream().map(i -> select(table, i)).toList();
        return new ScanRequest(
                table.relation(),
                selected,
                pushdown.flatMap(TablePushdown::predicate),
                pushdown.map(TablePushdown::order).orElse(List.of()),
                pushdown.map(TablePushdown::limit).orElse(OptionalLong.empty()));
    }

    private static SelectedColumn select(AttachedTable table, int index) {
        AttachedColumn column = table.columns().get(index);
        return new SelectedColumn(column.column().name(), column.mapping());
    }
}

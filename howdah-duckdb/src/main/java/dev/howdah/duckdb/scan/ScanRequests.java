package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.AttachedColumn;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.pushdown.TablePushdown;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanRequest.SelectedColumn;
import dev.howdah.postgres.type.RowIdentity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Says in the core's words what a scan of an attached table reads. */
public final class ScanRequests {
    /** The columns behind a table's own: what a row is known by. */
    private static final List<SelectedColumn> ROW_IDS =
            List.of(
                    new SelectedColumn(RowIdentity.TABLEOID, RowIdentity.TABLEOID_MAPPING),
                    new SelectedColumn(RowIdentity.CTID, RowIdentity.CTID_MAPPING));

    private ScanRequests() {}

    /**
     * @param columns indexes of the table's columns; those behind the last mean {@code ROW_IDS}
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

    static SelectedColumn select(AttachedTable table, int index) {
        int own = table.columns().size();
        if (index >= own) {
            return ROW_IDS.get(index - own);
        }
        AttachedColumn column = table.columns().get(index);
        return new SelectedColumn(column.column().name(), column.mapping());
    }

    /** What DuckDB calls the columns with the row ids, in a scan that has them. */
    static List<ResultColumn> rowIds(AttachedTable table) {
        List<ResultColumn> columns = new ArrayList<>();
        for (SelectedColumn id : ROW_IDS) {
            int index = table.columns().size() + columns.size();
            columns.add(new ResultColumn("t" + table.id() + "c" + index, id.mapping().logical()));
        }
        return columns;
    }
}

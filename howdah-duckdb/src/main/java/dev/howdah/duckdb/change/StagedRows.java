package dev.howdah.duckdb.change;

import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.source.QueryRows;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.WriteColumn;
import dev.howdah.postgres.write.CopyLoad;
import dev.howdah.postgres.write.LoadTarget;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows that DuckDB has computed, where a statement of the server's can read them: a few stand in
 * the statement itself, many lie in a table that lasts as long as the change.
 *
 * @param from for the FROM of the server's statement; the rows are called {@link StagedColumn#ROWS}
 * @param table the table in which they lie, empty if they stand in {@code from}
 * @param count how many there are
 * @param present how many have a value in the column that was asked for
 */
record StagedRows(String from, String table, long count, long present) {
    /**
     * Takes all rows of a query.
     *
     * @param counted the column whose values are counted
     */
    static StagedRows of(
            QueryRows rows, List<WriteColumn> columns, int counted, ChangeContext context)
            throws SQLException {
        return new Collection(columns, counted, context).collect(rows);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether they are so many that they lie in a table. */
    boolean areMany() {
        return !table.isEmpty();
    }

    /**
     * As {@link #from}, in an order in which the target's pages are visited one after the other.
     *
     * @param keys names of columns, quoted
     */
    String sorted(String keys) {
        return areMany()
                ? "(SELECT * FROM %s ORDER BY %s) AS %s".formatted(table, keys, StagedColumn.ROWS)
                : from;
    }

    /** Takes rows one batch after the other. */
    private static final class Collection {
        private final List<WriteColumn> columns;
        private final int counted;
        private final ChangeContext context;
        private final SettingValues settings;
        private final RowTransfer transfer;
        private final List<String> literals = new ArrayList<>();
        private long count;
        private long present;

        Collection(List<WriteColumn> columns, int counted, ChangeContext context) {
            this.columns = columns;
            this.counted = counted;
            this.context = context;
            this.settings = context.session().settings();
            this.transfer = new RowTransfer(context);
        }

        StagedRows collect(QueryRows rows) throws SQLException {
            RowBatch batch = rows.next();
            while (batch != null && literals.size() + batch.rowCount() <= RowTransfer.FEW_ROWS) {
                Optional<List<String>> few =
                        RowTransfer.few(
                                batch, (taken, row) -> transfer.literals(columns, taken, row));
                if (few.isEmpty()) {
                    break;
                }
                literals.addAll(few.get());
                note(batch);
                batch = rows.next();
            }
            return batch == null ? inStatement() : inTable(batch, rows);
        }

        private void note(RowBatch batch) {
            count += batch.rowCount();
            for (int row = 0; row < batch.rowCount(); row++) {
                present += batch.columns().get(counted).isNull(row) ? 0 : 1;
            }
        }

        private StagedRows inStatement() {
            String rows = literals.isEmpty() ? none() : "VALUES " + String.join(", ", literals);
            String names =
                    columns.stream()
                            .map(column -> Identifier.quote(column.name()))
                            .collect(Collectors.joining(", ", "(", ")"));
            return new StagedRows(
                    "(" + rows + ") AS " + StagedColumn.ROWS + names, "", count, present);
        }

        private String none() {
            return columns.stream()
                    .map(column -> "CAST(NULL AS " + TargetColumn.typeName(column.type()) + ")")
                    .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
        }

        private StagedRows inTable(RowBatch first, QueryRows rows) throws SQLException {
            String table = context.write().stage(columns);
            if (!literals.isEmpty()) {
                context.write()
                        .execute("INSERT INTO " + table + " VALUES " + String.join(", ", literals));
            }
            LoadTarget target =
                    new LoadTarget(
                            table, columns, settings.writesBinary(), false, settings.encoding());
            try (CopyLoad load = context.write().load(target)) {
                for (RowBatch batch = first; batch != null; batch = rows.next()) {
                    load.write(batch);
                    note(batch);
                }
                load.finish();
            }
            return new StagedRows(table + " AS " + StagedColumn.ROWS, table, count, present);
        }
    }
}

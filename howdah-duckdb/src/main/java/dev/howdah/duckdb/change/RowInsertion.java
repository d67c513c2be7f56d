package dev.howdah.duckdb.change;

import dev.howdah.duckdb.source.QueryRows;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.WriteColumn;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Inserts the rows of a query in one of three ways: straight into the table by COPY; by COPY into a
 * staging table and from there by one statement, where only the server can convert a value or it
 * must look at each row; or, if they are few, as constants in one statement.
 */
final class RowInsertion {
    private final ChangeContext context;
    private final InsertSql insert;
    private final Optional<Returning> returning;
    private final RowTransfer transfer;

    /** How the rows have arrived, and what is left to be done. */
    private sealed interface Arrival {
        record None() implements Arrival {}

        /** They are in the table. */
        record Done(long rows) implements Arrival {}

        /** They are still here. */
        record Few(List<String> rows) implements Arrival {}

        /** They are on the server, but not in the table. */
        record Staged(String relation) implements Arrival {}
    }

    RowInsertion(ChangeContext context, InsertSql insert, Optional<Returning> returning) {
        this.context = context;
        this.insert = insert;
        this.returning = returning;
        this.transfer = new RowTransfer(context);
    }

    /**
     * Inserts.
     *
     * @param source a query with a column for each of the insert's, of exactly its type
     */
    ChangeResult run(CastQuery source) throws SQLException {
        List<LogicalType> types =
                insert.columns().stream().map(column -> column.mapping().logical()).toList();
        return switch (context.query(source.sql(), types, source.checks(), this::arrive)) {
            case Arrival.None none ->
                    returning.isPresent() ? finish(insert.nothing()) : new ChangeResult.Counted(0);
            case Arrival.Done done -> new ChangeResult.Counted(done.rows());
            case Arrival.Few few -> finish(insert.values(few.rows()));
            case Arrival.Staged staged ->
                    finish(insert.staged(staged.relation(), names(stagedColumns())));
        };
    }

    /** Runs a statement that inserts, with RETURNING if there is one. */
    ChangeResult finish(String sql) {
        return returning
                .map(asked -> asked.result(sql, context))
                .orElseGet(() -> new ChangeResult.Counted(context.write().execute(sql)));
    }

    private Arrival arrive(QueryRows rows) throws SQLException {
        RowBatch first = rows.next();
        if (first == null) {
            return new Arrival.None();
        }
        Optional<List<String>> few =
                insert.columns().stream().allMatch(TargetColumn::hasLiterals)
                        ? RowTransfer.few(first, this::constants)
                        : Optional.empty();
        if (few.isPresent()) {
            first = rows.next();
            if (first == null) {
                return new Arrival.Few(few.get());
            }
        }
        boolean direct = isDirect();
        List<WriteColumn> columns = direct ? columns() : stagedColumns();
        String relation = direct ? insert.target().sql() : context.write().stage(columns);
        long count = few.isPresent() ? values(relation, columns, few.get()) : 0;
        count += transfer.load(relation, columns, first, rows);
        return direct ? new Arrival.Done(count) : new Arrival.Staged(relation);
    }

    /** The rows before the first large batch, in their place. */
    private long values(String relation, List<WriteColumn> columns, List<String> rows) {
        return context.write()
                .execute(
                        "INSERT INTO "
                                + relation
                                + " ("
                                + names(columns).stream()
                                        .map(Identifier::quote)
                                        .collect(Collectors.joining(", "))
                                + ")"
                                + (insert.overriding() ? " OVERRIDING SYSTEM VALUE" : "")
                                + " VALUES "
                                + String.join(",\n", rows));
    }

    private String constants(RowBatch batch, int row) {
        List<TargetColumn> columns = insert.columns();
        if (columns.stream().noneMatch(column -> column.mapping().castByServer())) {
            return transfer.literals(columns(), batch, row);
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            TargetColumn column = columns.get(i);
            values.add(column.assignable(transfer.literal(column.written(), batch, i, row)));
        }
        return "(" + String.join(", ", values) + ")";
    }

    private boolean isDirect() {
        return insert.target().takesCopy()
                && insert.conflict().isEmpty()
                && returning.isEmpty()
                && insert.columns().stream().noneMatch(column -> column.mapping().castByServer());
    }

    private List<WriteColumn> columns() {
        return insert.columns().stream().map(TargetColumn::written).toList();
    }

    /** Names of its own: a target may have columns that a table's system columns are called. */
    private List<WriteColumn> stagedColumns() {
        List<WriteColumn> staged = new ArrayList<>();
        for (TargetColumn column : insert.columns()) {
            staged.add(column.stagedAs("c" + staged.size()));
        }
        return staged;
    }

    private static List<String> names(List<WriteColumn> columns) {
        return columns.stream().map(WriteColumn::name).toList();
    }
}

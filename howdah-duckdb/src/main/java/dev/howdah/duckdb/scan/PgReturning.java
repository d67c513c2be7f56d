package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.ColumnNames;
import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.Scanner;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.duckdb.session.ReturnedRows;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.session.StatementContext;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteQuery;
import dev.howdah.postgres.scan.RowStream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code pg_returning(id)}: the rows that a change returns. Only Howdah itself calls it. */
final class PgReturning implements TableFunction {
    private final Callers callers;

    PgReturning(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String name() {
        return "pg_returning";
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of(ParameterType.BIGINT);
    }

    @Override
    public Binding bind(BindContext call) {
        Optional<Session> session = callers.session(call);
        int id = call.arguments().getFirst() instanceof Long number ? number.intValue() : -1;
        ReturnedRows rows =
                session.flatMap(caller -> caller.returnedRows(id))
                        .orElseThrow(
                                () ->
                                        HowdahException.user(
                                                "pg_returning is for Howdah's own use; write"
                                                        + " RETURNING behind the statement"));
        return new ReturnedBinding(rows, session.orElseThrow());
    }

    private record ReturnedBinding(ReturnedRows rows, Session session) implements Binding {
        @Override
        public List<ResultColumn> columns() {
            ColumnNames names = new ColumnNames();
            List<ResultColumn> columns = new ArrayList<>();
            for (RemoteQuery.Column column : rows.query().columns()) {
                columns.add(
                        new ResultColumn(names.claim(column.name()), column.mapping().logical()));
            }
            return columns;
        }

        @Override
        public Scanner open(int[] columns, int maxThreadsHint) {
            Optional<StatementContext> running = session.current();
            RowStream stream = rows.open();
            String database = rows.database().name();
            return new SelectingScanner(
                    running.map(
                                    context ->
                                            context.track(
                                                    database,
                                                    "(returning)",
                                                    rows.query().prepared().sql(),
                                                    stream))
                            .orElse(stream),
                    columns,
                    i ->
                            "PostgreSQL database \"%s\": RETURNING: column \"%s\""
                                    .formatted(database, rows.query().columns().get(i).name()));
        }
    }
}

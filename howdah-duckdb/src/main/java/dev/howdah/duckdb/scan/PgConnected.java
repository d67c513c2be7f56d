package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.ColumnNames;
import dev.howdah.duckdb.connect.ServerRows;
import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.Scanner;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.duckdb.session.Session;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteQuery;

import java.util.ArrayList;
import java.util.List;

/** {@code pg_connected(id)}: the rows of a statement typed while connected. */
final class PgConnected implements TableFunction {
    private final Callers callers;

    PgConnected(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String name() {
        return "pg_connected";
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of(ParameterType.BIGINT);
    }

    @Override
    public Binding bind(BindContext call) {
        int id = call.arguments().getFirst() instanceof Long number ? number.intValue() : -1;
        ServerRows rows =
                callers.session(call)
                        .flatMap(Session::connected)
                        .flatMap(server -> server.rows(id))
                        .orElseThrow(
                                () ->
                                        HowdahException.user(
                                                "pg_connected is for Howdah's own use; CONNECT and"
                                                        + " type the statement"));
        return new ConnectedBinding(rows);
    }

    private record ConnectedBinding(ServerRows rows) implements Binding {
        @Override
        public List<ResultColumn> columns() {
            ColumnNames names = new ColumnNames();
            List<ResultColumn> columns = new ArrayList<>();
            for (RemoteQuery.Column column : rows.columns()) {
                columns.add(
                        new ResultColumn(names.claim(column.name()), column.mapping().logical()));
            }
            return columns;
        }

        @Override
        public Scanner open(int[] columns, int maxThreadsHint) {
            return new SelectingScanner(
                    rows.stream(),
                    columns,
                    i ->
                            "PostgreSQL database \"%s\": column \"%s\""
                                    .formatted(rows.server(), rows.columns().get(i).name()));
        }
    }
}

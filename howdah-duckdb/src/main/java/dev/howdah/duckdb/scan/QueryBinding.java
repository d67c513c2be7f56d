package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.ColumnNames;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.Scanner;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.settings.ShownQueries;
import dev.howdah.postgres.scan.RemoteQuery;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.scan.TransactionScope;
import dev.howdah.postgres.type.LogicalType.Scalar;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A described query with its parameters. */
final class QueryBinding implements Binding {
    private static final ResultColumn ROW_COUNT = new ResultColumn("rowcount", Scalar.INT8);

    private final AttachedDatabase database;
    private final Optional<Session> session;
    private final String sql;
    private final RemoteQuery query;
    private final List<@Nullable String> parameters;
    private final boolean useTransaction;

    QueryBinding(
            AttachedDatabase database,
            Optional<Session> session,
            String sql,
            RemoteQuery query,
            List<@Nullable String> parameters,
            boolean useTransaction) {
        this.database = database;
        this.session = session;
        this.sql = sql;
        this.query = query;
        this.parameters = parameters;
        this.useTransaction = useTransaction;
    }

    @Override
    public List<ResultColumn> columns() {
        if (query.columns().isEmpty()) {
            return List.of(ROW_COUNT);
        }
        ColumnNames names = new ColumnNames();
        List<ResultColumn> columns = new ArrayList<>();
        for (RemoteQuery.Column column : query.columns()) {
            columns.add(new ResultColumn(names.claim(column.name()), column.mapping().logical()));
        }
        return columns;
    }

    /** Outside of a transaction it runs by itself: a read of several tables may not write. */
    @Override
    public Scanner open(int[] columns, int maxThreadsHint) {
        Optional<RemoteTransaction> shared =
                useTransaction
                        ? session.flatMap(caller -> caller.findTransaction(database))
                        : Optional.empty();
        RemoteTransaction transaction =
                shared.orElseGet(
                        () ->
                                useTransaction
                                        ? database.begin(TransactionScope.ONE_SCAN)
                                        : database.remote().beginUnlimited());
        session.ifPresent(caller -> ShownQueries.of(caller.settings()).show(database.name(), sql));
        RowStream stream = database.remote().query(transaction, query, parameters);
        RowStream owning =
                shared.isPresent() ? stream : new OwningStream(stream, transaction::close);
        return new SelectingScanner(
                session.flatMap(Session::current)
                        .map(running -> running.track(database.name(), "(query)", sql, owning))
                        .orElse(owning),
                columns,
                i ->
                        "PostgreSQL database \"%s\": query: column \"%s\""
                                .formatted(database.name(), query.columns().get(i).name()));
    }
}

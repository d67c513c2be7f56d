package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.ColumnNames;
import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.RowStreamScanner;
import dev.howdah.duckdb.function.Scanner;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.session.StatementContext;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.connection.SessionTransaction.Isolation;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanPlan;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanRequest.SelectedColumn;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.scan.TransactionScope;
import dev.howdah.postgres.type.TypeMapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code postgres_scan(connection string, schema, table)}: reads a table without ATTACH, over
 * connections of its own, which are closed with the statement.
 */
final class PostgresScanFunction implements TableFunction {
    private final Callers callers;
    private final String name;

    /**
     * @param name {@code postgres_scan} or {@code postgres_scan_pushdown}, which is the same
     */
    PostgresScanFunction(Callers callers, String name) {
        this.callers = callers;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of(ParameterType.VARCHAR, ParameterType.VARCHAR, ParameterType.VARCHAR);
    }

    @Override
    public Binding bind(BindContext call) {
        if (call.arguments().contains(null)) {
            throw HowdahException.user("Parameters to " + name + " cannot be NULL");
        }
        String schema = String.valueOf(call.arguments().get(1));
        String table = String.valueOf(call.arguments().get(2));
        SettingValues settings = Callers.settings(call);
        ConnectionSettings target =
                ConnectionSettings.parse(String.valueOf(call.arguments().get(0)));
        PostgresDatabase database =
                PostgresDatabase.open(
                        target,
                        new DatabaseOptions(
                                target.database(),
                                true,
                                Isolation.REPEATABLE_READ,
                                Optional.of(List.of(schema)),
                                settings.pool()));
        database.setTimeouts(settings.timeouts());
        try {
            Relation relation =
                    database.findRelation(schema, table)
                            .filter(found -> !found.columns().isEmpty())
                            .orElseThrow(() -> missing(target, schema, table));
            return new DirectBinding(database, relation, callers.session(call), settings);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static HowdahException missing(ConnectionSettings target, String schema, String table) {
        return HowdahException.of(
                ErrorKind.USER,
                "42P01",
                "The PostgreSQL database \"%s\" has no table \"%s\".\"%s\" with columns that this user can see"
                        .formatted(target.database(), schema, table));
    }

    /** A relation with a database of its own. */
    private record DirectBinding(
            PostgresDatabase database,
            Relation relation,
            Optional<Session> session,
            SettingValues settings)
            implements Binding {
        @Override
        public List<ResultColumn> columns() {
            ColumnNames names = new ColumnNames();
            List<ResultColumn> columns = new ArrayList<>();
            for (Column column : relation.columns()) {
                columns.add(
                        new ResultColumn(
                                names.claim(column.name()), select(column).mapping().logical()));
            }
            return columns;
        }

        private SelectedColumn select(Column column) {
            return new SelectedColumn(
                    column.name(),
                    TypeMapping.map(
                            column.type(),
                            column.typmod(),
                            column.dimensions(),
                            settings.mapping()));
        }

        @Override
        public Scanner open(int[] columns, int maxThreadsHint) {
            ScanRequest request =
                    new ScanRequest(
                            relation,
                            Arrays.stream(columns)
                                    .mapToObj(i -> select(relation.columns().get(i)))
                                    .toList(),
                            Optional.empty(),
                            List.of(),
                            OptionalLong.empty());
            ScanSettings scanSettings = settings.scan(maxThreadsHint, database.poolSettings());
            RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
            try {
                ScanPlan plan =
                        database.plan(
                                transaction,
                                request,
                                scanSettings,
                                session.map(Session::stopped).orElse(() -> false));
                RowStream stream =
                        new OwningStream(
                                database.scan(transaction, plan, scanSettings), transaction::close);
                return new RowStreamScanner(
                        watched(plan, stream),
                        maxThreadsHint,
                        i ->
                                TableBinding.place(
                                        database.options().label(),
                                        relation,
                                        relation.columns().get(columns[i]).name()));
            } catch (RuntimeException failure) {
                transaction.close();
                throw failure;
            }
        }

        private RowStream watched(ScanPlan plan, RowStream stream) {
            Optional<StatementContext> context = session.flatMap(Session::current);
            return context.isEmpty()
                    ? stream
                    : context.get()
                            .track(
                                    database.options().label(),
                                    relation.schema() + "." + relation.name(),
                                    plan.describe(),
                                    stream);
        }

        @Override
        public void close() {
            database.close();
        }
    }
}

package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.Cardinality;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.RowStreamScanner;
import dev.howdah.duckdb.function.Scanner;
import dev.howdah.duckdb.pushdown.TablePushdown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.session.StatementContext;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.settings.ShownQueries;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.plan.ScanPlan;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.scan.TransactionScope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A bound scan of an attached table. What it may push down is asked for at each execution. */
final class TableBinding implements Binding {
    private final AttachedDatabase database;
    private final AttachedTable table;
    private final boolean rowIds;
    private final Optional<Session> session;
    private final SettingValues boundSettings;

    TableBinding(
            AttachedDatabase database,
            AttachedTable table,
            boolean rowIds,
            Optional<Session> session,
            SettingValues boundSettings) {
        this.database = database;
        this.table = table;
        this.rowIds = rowIds;
        this.session = session;
        this.boundSettings = boundSettings;
    }

    @Override
    public List<ResultColumn> columns() {
        List<ResultColumn> columns = new ArrayList<>();
        table.columns()
                .forEach(
                        column ->
                                columns.add(
                                        new ResultColumn(
                                                column.scanName(), column.mapping().logical())));
        if (rowIds) {
            columns.addAll(ScanRequests.rowIds(table));
        }
        return columns;
    }

    @Override
    public Optional<Cardinality> cardinality() {
        double rows = table.relation().rowEstimate();
        return rows > 0 ? Optional.of(new Cardinality(Math.round(rows), false)) : Optional.empty();
    }

    @Override
    public Scanner open(int[] columns, int maxThreadsHint) {
        Optional<StatementContext> context = session.flatMap(Session::current);
        Optional<TablePushdown> pushdown =
                context.flatMap(running -> running.pushedDown().of(table.id()));
        ScanRequest request =
                ScanRequests.of(table, Arrays.stream(columns).boxed().toList(), pushdown);
        SettingValues settings = session.map(Session::settings).orElse(boundSettings);
        ScanSettings scanSettings = settings.scan(maxThreadsHint, database.remote().poolSettings());
        RowStream stream =
                context.isPresent()
                        ? inStatement(context.get(), request, scanSettings, settings)
                        : alone(request, scanSettings);
        return new RowStreamScanner(
                stream,
                maxThreadsHint,
                i ->
                        place(
                                database.name(),
                                table.relation(),
                                ScanRequests.select(table, columns[i]).name()));
    }

    /** How a failure names a column. */
    static String place(String database, Relation relation, String column) {
        return "PostgreSQL database \"%s\": Could not read %s.%s: column \"%s\""
                .formatted(database, relation.schema(), relation.name(), column);
    }

    private RowStream inStatement(
            StatementContext context,
            ScanRequest request,
            ScanSettings scanSettings,
            SettingValues settings) {
        context.planned();
        RemoteTransaction transaction = context.transaction(database);
        ScanPlan plan =
                database.remote().plan(transaction, request, scanSettings, context::isCancelled);
        ShownQueries.of(settings).show(database.name(), plan.describe());
        return context.track(
                database.name(),
                table.relation().schema() + "." + table.relation().name(),
                plan.describe(),
                database.remote().scan(transaction, plan, scanSettings));
    }

    private RowStream alone(ScanRequest request, ScanSettings scanSettings) {
        RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
        try {
            return new OwningStream(
                    database.remote().scan(transaction, request, scanSettings), transaction::close);
        } catch (RuntimeException failure) {
            transaction.close();
            throw failure;
        }
    }
}

package dev.howdah.duckdb.scan;

import static java.util.stream.Collectors.joining;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.postgres.connection.ConnectionInfo;
import dev.howdah.postgres.connection.PoolStatistics;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.List;
import java.util.function.Function;

/** {@code postgres_pool()}: what the connections of each attached database do and have done. */
final class PostgresPool implements TableFunction {
    /** Before version 10 a release had two numbers of its own, such as 9.6. */
    private static final int FIRST_WITH_ONE_NUMBER = 100_000;

    private static final List<ResultColumn> COLUMNS =
            List.of(
                    new ResultColumn("database", Scalar.TEXT),
                    new ResultColumn("server", Scalar.TEXT),
                    new ResultColumn("tls", Scalar.TEXT),
                    new ResultColumn("server_version", Scalar.TEXT),
                    new ResultColumn("lent", Scalar.INT8),
                    new ResultColumn("resting", Scalar.INT8),
                    new ResultColumn("waiting", Scalar.INT8),
                    new ResultColumn("max_connections", Scalar.INT8),
                    new ResultColumn("opened", Scalar.INT8),
                    new ResultColumn("reused", Scalar.INT8),
                    new ResultColumn("refused", Scalar.INT8),
                    new ResultColumn("closed_idle", Scalar.INT8),
                    new ResultColumn("closed_aged", Scalar.INT8),
                    new ResultColumn("closed_broken", Scalar.INT8),
                    new ResultColumn("reset", Scalar.INT8));

    private final Callers callers;

    PostgresPool(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String name() {
        return "postgres_pool";
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of();
    }

    @Override
    public Binding bind(BindContext call) {
        return new RowsBinding(
                COLUMNS,
                () ->
                        callers.requireInstance().databases().all().stream()
                                .map(PostgresPool::row)
                                .toList());
    }

    private static List<Object> row(AttachedDatabase database) {
        PoolStatistics now = database.remote().poolStatistics();
        List<ConnectionInfo> connections = database.remote().connections();
        return List.of(
                database.name(),
                distinct(connections, ConnectionInfo::server),
                distinct(connections, connection -> connection.tls().orElse("none")),
                version(database.remote().serverVersion()),
                (long) now.lent(),
                (long) now.resting(),
                (long) now.waiting(),
                (long) database.remote().poolSettings().maxConnections(),
                now.opened(),
                now.reused(),
                now.refused(),
                now.closedIdle(),
                now.closedAged(),
                now.closedBroken(),
                now.reset());
    }

    /** Different ones for several hosts; nothing while there is no connection. */
    private static String distinct(
            List<ConnectionInfo> connections, Function<ConnectionInfo, String> property) {
        return connections.stream().map(property).distinct().sorted().collect(joining(", "));
    }

    private static String version(int number) {
        return number >= FIRST_WITH_ONE_NUMBER
                ? number / 10_000 + "." + number % 10_000
                : number / 10_000 + "." + number / 100 % 100 + "." + number % 100;
    }
}

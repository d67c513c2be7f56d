package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.duckdb.settings.PoolValues;
import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.connection.PoolStatistics;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code postgres_configure_pool(catalog_name := …, …)}: how the connections of attached databases
 * are lent, and how from now on. Arguments and columns are those of DuckDB's own extension.
 */
final class ConfigurePool implements TableFunction {
    private static final String CATALOG = "catalog_name";

    private static final List<ResultColumn> COLUMNS =
            List.of(
                    new ResultColumn(CATALOG, Scalar.TEXT),
                    new ResultColumn("acquire_mode", Scalar.TEXT),
                    new ResultColumn("available_connections", Scalar.INT8),
                    new ResultColumn("total_connections", Scalar.INT8),
                    new ResultColumn("max_connections", Scalar.INT8),
                    new ResultColumn("wait_timeout_millis", Scalar.INT8),
                    new ResultColumn("cache_hits", Scalar.INT8),
                    new ResultColumn("cache_misses", Scalar.INT8),
                    new ResultColumn("try_failures", Scalar.INT8),
                    new ResultColumn("thread_local_cache_enabled", Scalar.BOOLEAN),
                    new ResultColumn("thread_local_cache_hits", Scalar.INT8),
                    new ResultColumn("thread_local_cache_misses", Scalar.INT8),
                    new ResultColumn("max_lifetime_millis", Scalar.INT8),
                    new ResultColumn("idle_timeout_millis", Scalar.INT8),
                    new ResultColumn("reaper_thread_running", Scalar.BOOLEAN),
                    new ResultColumn("reaper_thread_period_millis", Scalar.INT8),
                    new ResultColumn("health_check_query", Scalar.TEXT));

    private final Callers callers;

    ConfigurePool(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String name() {
        return "postgres_configure_pool";
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of();
    }

    @Override
    public Map<String, ParameterType> namedParameters() {
        Map<String, ParameterType> types = new HashMap<>(PoolArguments.types());
        types.put(CATALOG, ParameterType.VARCHAR);
        return types;
    }

    @Override
    public Binding bind(BindContext call) {
        PoolArguments arguments = new PoolArguments(call.namedArguments());
        Object name = call.namedArguments().get(CATALOG);
        if (name == null) {
            if (!arguments.isEmpty()) {
                throw HowdahException.user(
                        "postgres_configure_pool changes one database at a time: name it with"
                                + " catalog_name := '…'");
            }
            return new RowsBinding(
                    COLUMNS,
                    () ->
                            callers.requireInstance().databases().all().stream()
                                    .map(ConfigurePool::row)
                                    .toList());
        }
        AttachedDatabase database = find(name.toString());
        PoolSettings _ = arguments.applyTo(database.remote().poolSettings());
        return new RowsBinding(
                COLUMNS,
                () -> {
                    if (!arguments.isEmpty()) {
                        database.configurePool(arguments::applyTo);
                    }
                    return List.of(row(database));
                });
    }

    private AttachedDatabase find(String name) {
        return callers.requireInstance()
                .databases()
                .find(name)
                .orElseThrow(
                        () ->
                                HowdahException.user(
                                        "Catalog not found, name: '%s': no PostgreSQL database of that name is attached"
                                                .formatted(name)));
    }

    private static List<Object> row(AttachedDatabase database) {
        PoolSettings settings = database.remote().poolSettings();
        PoolStatistics now = database.remote().poolStatistics();
        return List.of(
                database.name(),
                PoolValues.nameOf(settings.acquireMode()),
                (long) now.resting(),
                (long) now.lent() + now.resting(),
                (long) settings.maxConnections(),
                settings.waitTimeout().toMillis(),
                now.reused(),
                now.opened(),
                now.refused(),
                false,
                0L,
                0L,
                settings.maxLifetime().toMillis(),
                settings.idleTimeout().toMillis(),
                now.reaperRunning(),
                // It wakes when there is something to close, not at intervals.
                0L,
                settings.healthCheckQuery().orElse(""));
    }
}

package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.settings.PoolValues;
import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.connection.PoolSettings.AcquireMode;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a call of {@code postgres_configure_pool} changes; an argument that is NULL is not given.
 */
final class PoolArguments {
    private final Map<String, @Nullable Object> given;

    /** The arguments beside the name of the database. */
    enum Argument {
        ACQUIRE_MODE(ParameterType.VARCHAR),
        MAX_CONNECTIONS(ParameterType.BIGINT),
        WAIT_TIMEOUT_MILLIS(ParameterType.BIGINT),
        /** Changes nothing: the pool needs no such cache. */
        ENABLE_THREAD_LOCAL_CACHE(ParameterType.BOOLEAN),
        MAX_LIFETIME_MILLIS(ParameterType.BIGINT),
        IDLE_TIMEOUT_MILLIS(ParameterType.BIGINT),
        ENABLE_REAPER_THREAD(ParameterType.BOOLEAN),
        HEALTH_CHECK_QUERY(ParameterType.VARCHAR);

        private final ParameterType type;

        Argument(ParameterType type) {
            this.type = type;
        }

        String sqlName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    PoolArguments(Map<String, @Nullable Object> given) {
        this.given = given;
    }

    /** What DuckDB must know about them. */
    static Map<String, ParameterType> types() {
        return Arrays.stream(Argument.values())
                .collect(Collectors.toMap(Argument::sqlName, argument -> argument.type));
    }

    boolean isEmpty() {
        return Arrays.stream(Argument.values())
                .allMatch(argument -> given.get(argument.sqlName()) == null);
    }

    /**
     * The settings of a pool after the change.
     *
     * @throws dev.howdah.postgres.error.HowdahException if a value is impossible
     */
    PoolSettings applyTo(PoolSettings pool) {
        Optional<AcquireMode> mode =
                this.<String, AcquireMode>value(
                        Argument.ACQUIRE_MODE,
                        text -> PoolValues.acquireMode(Argument.ACQUIRE_MODE.sqlName(), text));
        int maxConnections =
                this.<Long, Integer>value(
                                Argument.MAX_CONNECTIONS,
                                number ->
                                        PoolValues.connections(
                                                Argument.MAX_CONNECTIONS.sqlName(), number))
                        .orElse(pool.maxConnections());
        mode.ifPresent(
                chosen ->
                        PoolValues.requireLimit(
                                Argument.ACQUIRE_MODE.sqlName(), chosen, maxConnections));
        return PoolValues.consistent(
                new PoolSettings(
                        mode.orElse(pool.acquireMode()),
                        maxConnections,
                        millis(Argument.WAIT_TIMEOUT_MILLIS).orElse(pool.waitTimeout()),
                        millis(Argument.IDLE_TIMEOUT_MILLIS).orElse(pool.idleTimeout()),
                        millis(Argument.MAX_LIFETIME_MILLIS).orElse(pool.maxLifetime()),
                        pool.keepsIdle(),
                        this.<Boolean, Boolean>value(
                                        Argument.ENABLE_REAPER_THREAD, Function.identity())
                                .orElse(pool.reaper()),
                        this.<String, Optional<String>>value(
                                        Argument.HEALTH_CHECK_QUERY, PoolValues::healthCheck)
                                .orElse(pool.healthCheckQuery()),
                        pool.connectPatience()));
    }

    private Optional<Duration> millis(Argument argument) {
        return this.<Long, Duration>value(
                argument, number -> PoolValues.millis(argument.sqlName(), number));
    }

    /** DuckDB has cast it to the argument's type. */
    @SuppressWarnings("unchecked")
    private <G, T> Optional<T> value(Argument argument, Function<G, T> reading) {
        Object value = given.get(argument.sqlName());
        return value == null ? Optional.empty() : Optional.of(reading.apply((G) value));
    }
}

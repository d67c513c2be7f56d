package dev.howdah.duckdb.settings;

import dev.howdah.postgres.codec.EncodeOptions;
import dev.howdah.postgres.connection.Environment;
import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.connection.TransactionTimeouts;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.secret.SecretStore;
import dev.howdah.postgres.type.MappingOptions;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What all settings were at one moment. Immutable. */
public final class SettingValues {
    private final Map<Setting, Object> values = new EnumMap<>(Setting.class);

    private SettingValues() {}

    /** Reads each effective setting by its name. */
    public static SettingValues read(Function<String, @Nullable Object> source) {
        SettingValues result = new SettingValues();
        for (Setting setting : Setting.values()) {
            Object value = setting.effective() ? source.apply(setting.sqlName()) : null;
            if (value != null) {
                result.values.put(setting, value);
            }
        }
        return result;
    }

    /** The values that hold when nobody sets any. */
    public static SettingValues defaults() {
        SettingValues result = new SettingValues();
        for (Setting setting : Setting.values()) {
            Object value = setting.defaultValue();
            if (value != null) {
                result.values.put(setting, value);
            }
        }
        return result;
    }

    public boolean filterPushdown() {
        return flag(Setting.PG_EXPERIMENTAL_FILTER_PUSHDOWN);
    }

    public boolean orderPushdown() {
        return flag(Setting.PG_ORDER_PUSHDOWN);
    }

    boolean showQueries() {
        return flag(Setting.PG_DEBUG_SHOW_QUERIES);
    }

    /** Whether rows are written in binary form. */
    public boolean writesBinary() {
        return flag(Setting.PG_USE_BINARY_COPY) && !flag(Setting.PG_USE_TEXT_PROTOCOL);
    }

    /** What to do with values that PostgreSQL can't hold. */
    public EncodeOptions encoding() {
        String replacement = text(Setting.PG_NULL_BYTE_REPLACEMENT);
        return replacement.isEmpty()
                ? EncodeOptions.STRICT
                : new EncodeOptions(Optional.of(replacement));
    }

    /** Whether a transaction that wrote is committed in two phases. */
    public boolean twoPhaseCommit() {
        return flag(Setting.PG_TWO_PHASE_COMMIT);
    }

    /** Where persistent secrets lie. */
    public Path secretFolder() {
        String chosen = text(Setting.PG_SECRET_DIRECTORY);
        return chosen.isEmpty() ? SecretStore.defaultFolder(Environment.system()) : Path.of(chosen);
    }

    /**
     * Checks a value given to SET, beside the other settings.
     *
     * @throws HowdahException if it is none of those allowed
     */
    public void check(Setting setting, String value) {
        setting.check(value);
        if (setting == Setting.PG_POOL_ACQUIRE_MODE) {
            PoolValues.requireLimit(
                    setting.sqlName(),
                    PoolValues.acquireMode(setting.sqlName(), value),
                    maxConnections());
        }
    }

    /** How connections to one database are lent. */
    public PoolSettings pool() {
        return PoolValues.consistent(
                new PoolSettings(
                        PoolValues.acquireMode(
                                Setting.PG_POOL_ACQUIRE_MODE.sqlName(),
                                text(Setting.PG_POOL_ACQUIRE_MODE)),
                        maxConnections(),
                        millis(Setting.PG_POOL_WAIT_TIMEOUT_MILLIS),
                        millis(Setting.PG_POOL_IDLE_TIMEOUT_MILLIS),
                        millis(Setting.PG_POOL_MAX_LIFETIME_MILLIS),
                        !Boolean.FALSE.equals(values.get(Setting.PG_CONNECTION_CACHE)),
                        !Boolean.FALSE.equals(values.get(Setting.PG_POOL_ENABLE_REAPER_THREAD)),
                        PoolValues.healthCheck(text(Setting.PG_POOL_HEALTH_CHECK_QUERY)),
                        millis(Setting.PG_CONNECT_RETRY_MILLIS)));
    }

    /** How long the server lets transactions work and rest. */
    public TransactionTimeouts timeouts() {
        return new TransactionTimeouts(
                millis(Setting.PG_STATEMENT_TIMEOUT_MILLIS),
                millis(Setting.PG_IDLE_IN_TRANSACTION_TIMEOUT_MILLIS));
    }

    private int maxConnections() {
        long usual = Setting.defaultConnections();
        long newer = number(Setting.PG_POOL_MAX_CONNECTIONS);
        Setting counts =
                newer == usual ? Setting.PG_CONNECTION_LIMIT : Setting.PG_POOL_MAX_CONNECTIONS;
        return PoolValues.connections(counts.sqlName(), number(counts));
    }

    private Duration millis(Setting setting) {
        return PoolValues.millis(setting.sqlName(), number(setting));
    }

    private long number(Setting setting) {
        return count(setting)
                .orElseGet(() -> setting.defaultValue() instanceof Long usual ? usual : 0);
    }

    /** A number, or none if it is not set. */
    public OptionalLong count(Setting setting) {
        return switch (values.get(setting)) {
            case BigDecimal beyondLong -> OptionalLong.of(Long.MAX_VALUE);
            case Number number -> OptionalLong.of(number.longValue());
            case null, default -> OptionalLong.empty();
        };
    }

    /**
     * How hard a scan may work.
     *
     * @param threads DuckDB's own setting
     * @param pool whose connections it may use
     */
    public ScanSettings scan(int threads, PoolSettings pool) {
        long pages = count(Setting.PG_PAGES_PER_TASK).orElse(0);
        return new ScanSettings(
                pool.maxConnections() == 0
                        ? Math.max(1, threads)
                        : Math.clamp(threads, 1, pool.maxConnections()),
                pages == 0
                        ? ScanSettings.DEFAULT_PAGES_PER_TASK
                        : (int) Math.min(pages, Integer.MAX_VALUE),
                flag(Setting.PG_USE_CTID_SCAN));
    }

    /** How types are mapped. */
    public MappingOptions mapping() {
        return new MappingOptions(
                NumericSettings.numericAs(text(Setting.PG_NUMERIC_AS)),
                NumericSettings.nonFinite(text(Setting.PG_NUMERIC_NAN)),
                flag(Setting.PG_ARRAY_AS_VARCHAR));
    }

    private boolean flag(Setting setting) {
        return Boolean.TRUE.equals(values.get(setting));
    }

    private String text(Setting setting) {
        return String.valueOf(values.getOrDefault(setting, setting.defaultValue()));
    }
}

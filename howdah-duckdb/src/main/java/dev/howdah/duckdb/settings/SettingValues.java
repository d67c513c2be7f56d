package dev.howdah.duckdb.settings;

import dev.howdah.postgres.codec.EncodeOptions;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.type.MappingOptions;

import org.jspecify.annotations.Nullable;

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

    public boolean showQueries() {
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

    /** The most connections to one database, at least 1. */
    public int connectionLimit() {
        long usual = Setting.defaultConnections();
        long older = count(Setting.PG_CONNECTION_LIMIT).orElse(usual);
        long limit = older != usual ? older : count(Setting.PG_POOL_MAX_CONNECTIONS).orElse(usual);
        return Math.clamp(limit, 1, 10_000);
    }

    /** A number, or none if it is not set. */
    public OptionalLong count(Setting setting) {
        return values.get(setting) instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    /**
     * How hard a scan may work.
     *
     * @param threads DuckDB's own setting
     */
    public ScanSettings scan(int threads) {
        long pages = count(Setting.PG_PAGES_PER_TASK).orElse(0);
        return new ScanSettings(
                Math.max(1, Math.min(threads, connectionLimit())),
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

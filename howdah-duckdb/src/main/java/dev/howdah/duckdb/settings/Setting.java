package dev.howdah.duckdb.settings;

import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every setting of Howdah, under the name that DuckDB's own extension gives it. */
public enum Setting {
    PG_EXPERIMENTAL_FILTER_PUSHDOWN(
            Type.BOOLEAN, true, "Send filters, counts and limits of attached tables to PostgreSQL"),
    PG_ORDER_PUSHDOWN(Type.BOOLEAN, true, "Send ORDER BY … LIMIT and LIMIT to PostgreSQL"),
    PG_USE_CTID_SCAN(
            Type.BOOLEAN, true, "Split large tables into page ranges that are read in parallel"),
    PG_PAGES_PER_TASK(
            Type.COUNT,
            1000L,
            "Pages of a table that one range of a parallel read covers; 0: 1000"),
    PG_POOL_ACQUIRE_MODE(
            Type.TEXT,
            "wait",
            "What happens when all connections to a database are in use: wait for one, try (an"
                    + " error at once) or force (one more, over the limit)"),
    PG_POOL_MAX_CONNECTIONS(
            Type.COUNT,
            Setting.defaultConnections(),
            "The most connections to one attached database; 0: no limit, and none is kept"),
    PG_CONNECTION_LIMIT(
            Type.COUNT,
            Setting.defaultConnections(),
            "The older name of pg_pool_max_connections, which counts if both are changed; also"
                    + " applies to attached databases"),
    PG_CONNECTION_CACHE(
            Type.BOOLEAN, true, "Keep connections for reuse; else each is closed after its use"),
    PG_POOL_WAIT_TIMEOUT_MILLIS(
            Type.COUNT,
            30_000L,
            "How long a statement waits for a connection before it fails; 0: for ever"),
    PG_POOL_IDLE_TIMEOUT_MILLIS(
            Type.COUNT, 60_000L, "How long a connection that nobody uses is kept; 0: for ever"),
    PG_POOL_MAX_LIFETIME_MILLIS(
            Type.COUNT, 0L, "The age at which a connection is not used again; 0: any"),
    PG_POOL_ENABLE_REAPER_THREAD(
            Type.BOOLEAN,
            true,
            "Close connections that are too old or unused for too long in the background; else"
                    + " only when one is wanted or given back"),
    PG_POOL_HEALTH_CHECK_QUERY(
            Type.TEXT,
            "SELECT 1",
            "What a connection that rested for a while is asked before it is used again; empty:"
                    + " nothing"),
    PG_CONNECT_RETRY_MILLIS(
            Type.COUNT,
            2_000L,
            "How long connecting is tried again while the server refuses, starts up or is full; 0:"
                    + " never"),
    PG_STATEMENT_TIMEOUT_MILLIS(
            Type.COUNT,
            0L,
            "How long the server works on one of our statements before it cancels it; 0: as the"
                    + " server has it"),
    PG_IDLE_IN_TRANSACTION_TIMEOUT_MILLIS(
            Type.COUNT,
            0L,
            "How long a transaction of ours may rest before the server ends it and its connection;"
                    + " 0: as the server has it"),
    PG_NUMERIC_AS(
            Type.TEXT,
            "double",
            "What a numeric without precision or of over 38 digits becomes: double, varchar or"
                    + " decimal(p,s)"),
    PG_NUMERIC_NAN(
            Type.TEXT, "error", "What NaN and infinity in a decimal column become: error or null"),
    PG_ARRAY_AS_VARCHAR(Type.BOOLEAN, false, "Read every array as its text form"),
    PG_DEBUG_SHOW_QUERIES(
            Type.BOOLEAN,
            false,
            "Print each query and change that is sent to PostgreSQL on standard error"),
    PG_USE_BINARY_COPY(Type.BOOLEAN, true, "Write rows in PostgreSQL's binary form; else as text"),
    PG_USE_TEXT_PROTOCOL(
            Type.BOOLEAN,
            false,
            "Write rows as text, for servers without binary COPY; they are always read in binary"
                    + " form"),
    PG_NULL_BYTE_REPLACEMENT(
            Type.TEXT,
            "",
            "What is written in place of a zero byte in text, which PostgreSQL can't hold; empty:"
                    + " an error"),
    PG_TWO_PHASE_COMMIT(
            Type.BOOLEAN,
            false,
            "Commit a transaction that wrote in PostgreSQL in two phases, so that it and DuckDB"
                    + " commit together; needs max_prepared_transactions on the server"),
    PG_SECRET_DIRECTORY(
            Type.TEXT,
            "",
            "The folder of persistent secrets, until one is used; empty: HOWDAH_SECRET_DIRECTORY,"
                    + " else .howdah/secrets in the home folder"),

    PG_OAUTH_TOKEN(
            Type.TEXT,
            "",
            "Always empty: OAuth log-in is not supported, and a token is refused",
            false),
    PG_USE_INFORMATION_SCHEMA_INTROSPECTION(
            Type.BOOLEAN,
            false,
            "Accepted, no effect: the catalogue is always read from pg_catalog",
            false),
    PG_STALENESS_QUERY_ENABLED(
            Type.BOOLEAN,
            false,
            "Accepted, no effect: a change on the server is noticed when a statement meets it",
            false),
    PG_STALENESS_QUERY(
            Type.TEXT,
            "",
            "Accepted, no effect: a change on the server is noticed when a statement meets it",
            false),
    PG_POOL_ENABLE_THREAD_LOCAL_CACHE(
            Type.BOOLEAN,
            false,
            "Accepted, no effect: the pool lends the connection that came back last, which needs no"
                    + " cache of its own",
            false);

    /** What values a setting takes. */
    public enum Type {
        BOOLEAN,
        /** An integer that is not negative. */
        COUNT,
        TEXT
    }

    /** Whatever a long holds. */
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final Type type;
    private final @Nullable String defaultText;
    private final String description;
    private final boolean effective;

    Setting(Type type, @Nullable Object defaultValue, String description) {
        this(type, defaultValue, description, true);
    }

    Setting(Type type, @Nullable Object defaultValue, String description, boolean effective) {
        this.type = type;
        this.defaultText = defaultValue == null ? null : defaultValue.toString();
        this.description = description;
        this.effective = effective;
    }

    /** The number of connections when nobody chose one. */
    static long defaultConnections() {
        return PoolSettings.defaultMaxConnections();
    }

    /** The setting of this name in any case. */
    public static Optional<Setting> find(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.sqlName().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The name as SET takes it. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Type type() {
        return type;
    }

    /** A Boolean, Long or String; null if there is none. */
    public @Nullable Object defaultValue() {
        if (defaultText == null) {
            return null;
        }
        return switch (type) {
            case BOOLEAN -> Boolean.valueOf(defaultText);
            case COUNT -> Long.valueOf(defaultText);
            case TEXT -> defaultText;
        };
    }

    public String description() {
        return description;
    }

    /** Whether it changes anything here; the others exist so that scripts run. */
    public boolean effective() {
        return effective;
    }

    /**
     * Checks a value given to SET as far as DuckDB would not.
     *
     * @throws HowdahException if it is none of those allowed
     */
    public void check(String value) {
        switch (this) {
            case PG_NUMERIC_AS -> NumericSettings.numericAs(value);
            case PG_NUMERIC_NAN -> NumericSettings.nonFinite(value);
            case PG_POOL_ACQUIRE_MODE -> PoolValues.acquireMode(sqlName(), value);
            case PG_OAUTH_TOKEN -> refuseToken(value);
            case PG_STALENESS_QUERY -> {
                if (!value.isEmpty() && !value.contains("${SCHEMA}")) {
                    throw wrong(value, "it must contain a ${SCHEMA} placeholder");
                }
            }
            default -> {
                if (type == Type.COUNT) {
                    checkCount(value);
                }
            }
        }
    }

    private void checkCount(String value) {
        if (value.startsWith("-")) {
            throw wrong(value, "it must not be negative");
        }
        if (DIGITS.matcher(value).matches()) {
            checkCount(Long.parseLong(value));
        }
    }

    /** Checks a number as far as DuckDB would not. */
    void checkCount(long value) {
        if (this == PG_POOL_MAX_CONNECTIONS || this == PG_CONNECTION_LIMIT) {
            PoolValues.connections(sqlName(), value);
        } else if (name().endsWith("_MILLIS")) {
            PoolValues.millis(sqlName(), value);
        }
    }

    /** The token itself must not get into a message. */
    private static void refuseToken(String token) {
        if (!token.isEmpty()) {
            throw HowdahException.unsupported(
                    "pg_oauth_token: OAuth log-in is not supported, so the token would not be used."
                            + " Give a password, or a secret with USE_RDS_IAM_AUTH or another"
                            + " PROVIDER that fetches tokens which the server takes as passwords");
        }
    }

    HowdahException wrong(String value, String why) {
        return HowdahException.user(
                "Invalid value \"" + value + "\" for " + sqlName() + ": " + why);
    }
}

package dev.howdah.postgres.wire;

import java.util.Optional;
import java.util.stream.Stream;

/** What to do about the errors of PgBouncer itself, which have no SQLSTATE of their own. */
public enum PoolerAdvice {
    STATEMENT_MODE(
            "statement pooling",
            "PgBouncer must leave a transaction its connection: set pool_mode = transaction or"
                    + " session for this database"),
    STARTUP_PARAMETER(
            "unsupported startup parameter",
            "PgBouncer takes but few parameters when a connection begins: leave it out of the"
                    + " connection string and set it for the role or the database on the server,"
                    + " or name it in PgBouncer's ignore_startup_parameters, where it has no"
                    + " effect"),
    TOO_MANY_CLIENTS(
            "no more connections allowed",
            "raise PgBouncer's max_client_conn, or lower pg_pool_max_connections"),
    WAITED_TOO_LONG(
            "query_wait_timeout",
            "PgBouncer had no server connection free for so long: raise its default_pool_size or"
                    + " its query_wait_timeout, or run fewer statements at a time");

    private final String part;
    private final String advice;

    PoolerAdvice(String part, String advice) {
        this.part = part;
        this.advice = advice;
    }

    /** The advice for an error message, if it is one of PgBouncer's. */
    public static Optional<PoolerAdvice> find(String message) {
        return Stream.of(values()).filter(each -> message.contains(each.part)).findFirst();
    }

    /** What to do. */
    public String text() {
        return advice;
    }
}

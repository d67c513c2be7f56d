package dev.howdah.postgres.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the server lets a transaction of ours work and rest; set in the transaction itself, so
 * that it also holds behind a pooler.
 *
 * @param statement the server's statement_timeout; zero: as the server has it
 * @param idleInTransaction its idle_in_transaction_session_timeout; zero: as the server has it
 */
public record TransactionTimeouts(Duration statement, Duration idleInTransaction) {
    /** What hosts call the limit for a statement; errors name it. */
    public static final String STATEMENT_SETTING = "pg_statement_timeout_millis";

    /** What hosts call the limit for resting in a transaction; errors name it. */
    public static final String IDLE_SETTING = "pg_idle_in_transaction_timeout_millis";

    /** The most that PostgreSQL takes. */
    public static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    /** As the server has them. */
    public static final TransactionTimeouts NONE =
            new TransactionTimeouts(Duration.ZERO, Duration.ZERO);

    public TransactionTimeouts {
        requirePossible(STATEMENT_SETTING, statement);
        requirePossible(IDLE_SETTING, idleInTransaction);
    }

    private static void requirePossible(String setting, Duration timeout) {
        if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(setting + " of " + timeout);
        }
    }

    /** Whether anything differs from what the server has. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** What is sent behind a BEGIN, each with a semicolon in front. */
    String sql() {
        StringBuilder sql = new StringBuilder();
        if (!statement.isZero()) {
            sql.append("; SET LOCAL statement_timeout = ").append(statement.toMillis());
        }
        if (!idleInTransaction.isZero()) {
            sql.append("; SET LOCAL idle_in_transaction_session_timeout = ")
                    .append(idleInTransaction.toMillis());
        }
        return sql.toString();
    }

    /** What a user whose statement was cut off can do about it; empty if that was not ours. */
    String advice() {
        List<String> limits = new ArrayList<>();
        if (!statement.isZero()) {
            limits.add(STATEMENT_SETTING + " is " + statement.toMillis());
        }
        if (!idleInTransaction.isZero()) {
            limits.add(IDLE_SETTING + " is " + idleInTransaction.toMillis());
        }
        return String.join(", ", limits);
    }
}

package dev.howdah.postgres.error;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * Every failure that leaves the core.
 *
 * <p>A message says what was attempted, on which object, why it failed and what to do about it; it
 * never holds a password: should one have got into it, {@link CredentialMask} hides it. The
 * SQLSTATE is the server's own where the server failed.
 */
public final class HowdahException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorKind kind;
    private final String sqlState;

    private HowdahException(
            ErrorKind kind, String sqlState, String message, @Nullable Throwable cause) {
        super(CredentialMask.mask(message), cause);
        this.kind = kind;
        this.sqlState = sqlState;
    }

    /** A failure of the given kind with that kind's own SQLSTATE. */
    public static HowdahException of(ErrorKind kind, String message) {
        return new HowdahException(kind, kind.defaultSqlState(), message, null);
    }

    /** A failure of the given kind with a cause, and the cause's SQLSTATE where it has one. */
    public static HowdahException of(ErrorKind kind, String message, Throwable cause) {
        return new HowdahException(kind, sqlStateOf(cause, kind), message, cause);
    }

    /** A failure with an SQLSTATE chosen by the caller. */
    public static HowdahException of(ErrorKind kind, String sqlState, String message) {
        return new HowdahException(kind, sqlState, message, null);
    }

    /** A failure with a cause whose SQLSTATE, if it has one, means something else. */
    public static HowdahException of(
            ErrorKind kind, String sqlState, String message, Throwable cause) {
        return new HowdahException(kind, sqlState, message, cause);
    }

    /** Bad input: names the thing, the reason and the mend. */
    public static HowdahException user(String message) {
        return of(ErrorKind.USER, message);
    }

    /** A thing that can't be done here. */
    public static HowdahException unsupported(String message) {
        return of(ErrorKind.UNSUPPORTED, message);
    }

    /** A value that the target can't hold. */
    public static HowdahException data(String message) {
        return of(ErrorKind.DATA, message);
    }

    /** A defect of Howdah. */
    public static HowdahException internal(String message) {
        return of(ErrorKind.INTERNAL, message);
    }

    /** The same failure with more context in front of its message. */
    public HowdahException in(String context) {
        return new HowdahException(kind, sqlState, context + ": " + getMessage(), this);
    }

    public ErrorKind kind() {
        return kind;
    }

    /** Five characters, never null. */
    public String sqlState() {
        return sqlState;
    }

    private static String sqlStateOf(Throwable cause, ErrorKind kind) {
        if (cause instanceof HowdahException howdah) {
            return howdah.sqlState;
        }
        if (cause instanceof SQLException sql && sql.getSQLState() != null) {
            return sql.getSQLState();
        }
        return kind.defaultSqlState();
    }
}

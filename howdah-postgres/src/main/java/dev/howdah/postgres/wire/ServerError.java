package dev.howdah.postgres.wire;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * The fields of an ErrorResponse that a user can act on.
 *
 * @param severity ERROR, FATAL or PANIC, untranslated where the server says so
 * @param sqlState five characters
 * @param message the primary message, in the server's language
 * @param copyLine where in the data of a COPY, such as {@code COPY t, line 3, column c}
 * @param position the 1-based character of the statement, or 0
 */
public record ServerError(
        String severity,
        String sqlState,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        @Nullable String copyLine,
        int position) {
    /** The statement was cancelled, by anyone or by a timeout. */
    public static final String QUERY_CANCELED = "57014";

    /** The session was in a transaction, did nothing, and took too long about it. */
    private static final String IDLE_IN_TRANSACTION = "25P03";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** The server, the role or the database takes no more connections. */
    public static final String TOO_MANY_CONNECTIONS = "53300";

    static ServerError parse(byte[] buffer, int start, int end) {
        String severity = "ERROR";
        String sqlState = ErrorKind.SERVER.defaultSqlState();
        String message = "the server gave no message";
        String detail = null;
        String hint = null;
        String copyLine = null;
        int position = 0;
        int at = start;
        while (at < end && buffer[at] != 0) {
            byte field = buffer[at++];
            int stop = at;
            while (stop < end && buffer[stop] != 0) {
                stop++;
            }
            String text = new String(buffer, at, stop - at, StandardCharsets.UTF_8);
            at = stop + 1;
            switch (field) {
                case 'V' -> severity = text;
                case 'C' -> sqlState = text;
                case 'M' -> message = text;
                case 'D' -> detail = text;
                case 'H' -> hint = text;
                case 'W' -> copyLine = findCopyLine(text);
                case 'P' -> position = parsePosition(text);
                default -> {
                    // Source file, line, routine and the like are of no use to a user.
                }
            }
        }
        return new ServerError(severity, sqlState, message, detail, hint, copyLine, position);
    }

    /** True if the server ends the connection after this error. */
    public boolean endsConnection() {
        return severity.equals("FATAL") || severity.equals("PANIC") || isConnectionState(sqlState);
    }

    /** True for an SQLSTATE that says the connection can't be used any more. */
    public static boolean isConnectionState(String sqlState) {
        return sqlState.startsWith("08") || sqlState.startsWith("57P0");
    }

    /**
     * The failure for the caller.
     *
     * @param server who and where, without a password
     * @param cancelAsked whether a cancel request of ours may be the reason
     * @param limits what limits of ours hold for the transaction, if any
     */
    public HowdahException toException(String server, boolean cancelAsked, String limits) {
        StringBuilder text = new StringBuilder(message).append(" (SQLSTATE ").append(sqlState);
        if (position > 0) {
            text.append(", at character ").append(position);
        }
        text.append(", from ").append(server).append(')');
        if (copyLine != null) {
            text.append(" in ").append(copyLine);
        }
        if (detail != null) {
            text.append(". Detail: ").append(detail);
        }
        if (hint != null) {
            text.append(". Hint: ").append(hint);
        }
        ErrorKind kind = kind(cancelAsked);
        return HowdahException.of(kind, sqlState, text.append(advice(kind, limits)).toString());
    }

    private String advice(ErrorKind kind, String limits) {
        if (kind == ErrorKind.CANCELLED) {
            return "";
        }
        return switch (sqlState) {
            case QUERY_CANCELED, IDLE_IN_TRANSACTION -> timeoutAdvice(sqlState, limits);
            case INSUFFICIENT_PRIVILEGE -> ". Ask the owner to GRANT it to the role";
            default -> kind == ErrorKind.CONNECTION ? ". " + lostAdvice() : "";
        };
    }

    /**
     * What to do about an error of this SQLSTATE if a timeout was the reason; empty for others.
     *
     * @param limits what limits of ours hold for the transaction, if any
     */
    public static String timeoutAdvice(String sqlState, String limits) {
        boolean working = sqlState.equals(QUERY_CANCELED);
        if (!working && !sqlState.equals(IDLE_IN_TRANSACTION)) {
            return "";
        }
        if (!limits.isEmpty()) {
            return ". " + limits + ": SET it higher, or to 0 for the server's own limit";
        }
        return ". The server's timeout or an administrator stopped it; raise the timeout, for"
                + " instance with options='-c "
                + (working ? "statement_timeout" : "idle_in_transaction_session_timeout")
                + "=0'";
    }

    private String lostAdvice() {
        return PoolerAdvice.find(message).map(PoolerAdvice::text).orElse("Run the statement again");
    }

    private ErrorKind kind(boolean cancelAsked) {
        if (sqlState.equals(QUERY_CANCELED) && cancelAsked) {
            return ErrorKind.CANCELLED;
        }
        return endsConnection() ? ErrorKind.CONNECTION : ErrorKind.SERVER;
    }

    /** Of the calls that led to the error, the one that says which row of a COPY it was. */
    private static @Nullable String findCopyLine(String context) {
        return context.lines().filter(line -> line.startsWith("COPY ")).findFirst().orElse(null);
    }

    private static int parsePosition(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}

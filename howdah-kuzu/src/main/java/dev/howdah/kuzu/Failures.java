package dev.howdah.kuzu;

import dev.howdah.kuzu.graph.GraphConnection;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;

/** Makes one kind of exception of all that can go wrong in a statement. */
final class Failures {
    private static final String CANCELLED = "57014";
    private static final String DISK_FULL = "53100";
    private static final String CONNECTION_CLASS = "08";

    /** How the core advises a setting, which Cypher has no way to make. */
    private static final String SETTING = "SET pg_";

    private static final String OTHER_ADVICE =
            ". Cypher can't SET that: cast the column to text in a view, or in SQL_QUERY";

    private Failures() {}

    /**
     * The failure as the caller of the face sees it.
     *
     * @param interrupted whether the user has stopped the statement
     */
    static HowdahException of(Exception failure, boolean interrupted) {
        if (interrupted && !isInterruption(failure)) {
            // DuckDB, the driver and Kùzu each end in words of their own.
            return HowdahException.of(
                    ErrorKind.CANCELLED, CANCELLED, GraphConnection.INTERRUPTED, failure);
        } else if (failure instanceof HowdahException howdah) {
            return howdah;
        } else if (failure instanceof SQLException sql) {
            return HowdahException.of(kind(sql), message(sql), sql);
        }
        return HowdahException.of(ErrorKind.INTERNAL, message(failure), failure);
    }

    private static boolean isInterruption(Exception failure) {
        return failure instanceof HowdahException howdah && howdah.kind() == ErrorKind.CANCELLED;
    }

    private static ErrorKind kind(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof HowdahException howdah) {
                return howdah.kind();
            }
        }
        if (state.equals(CANCELLED)) {
            return ErrorKind.CANCELLED;
        } else if (state.startsWith(CONNECTION_CLASS)) {
            return ErrorKind.CONNECTION;
        }
        return state.equals(DISK_FULL) ? ErrorKind.USER : ErrorKind.SERVER;
    }

    private static String message(Exception failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.toString();
        }
        return message.contains(SETTING) ? message + OTHER_ADVICE : message;
    }
}

package dev.howdah.kuzu;

import dev.howdah.kuzu.cypher.CypherMask;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * A failure without the passwords of the text that failed: Kùzu quotes what it can't read, and a
 * server what it refuses.
 */
final class MaskedFailure {
    /** Causes of causes may go round in circles. */
    private static final int DEEPEST = 30;

    private final String text;

    private MaskedFailure(String text) {
        this.text = text;
    }

    /** The failure itself if neither it nor what lies behind it tells a password. */
    static HowdahException of(HowdahException failure, String text) {
        MaskedFailure mask = new MaskedFailure(text);
        return mask.isClean(failure, 0) ? failure : mask.howdah(failure, 0);
    }

    private boolean isClean(@Nullable Throwable failure, int depth) {
        if (failure == null || depth > DEEPEST) {
            return failure == null;
        }
        String message = failure.getMessage();
        boolean clean = message == null || masked(message).equals(message);
        for (Throwable other : failure.getSuppressed()) {
            clean = clean && isClean(other, depth + 1);
        }
        return clean && isClean(failure.getCause(), depth + 1);
    }

    private String masked(String message) {
        return CypherMask.maskMessage(message, text);
    }

    private HowdahException howdah(HowdahException failure, int depth) {
        String message = masked(String.valueOf(failure.getMessage()));
        Throwable cause = copy(failure.getCause(), depth + 1);
        HowdahException clean =
                cause == null
                        ? HowdahException.of(failure.kind(), failure.sqlState(), message)
                        : HowdahException.of(failure.kind(), failure.sqlState(), message, cause);
        return copyRest(failure, clean, depth);
    }

    private @Nullable Throwable copy(@Nullable Throwable failure, int depth) {
        if (failure == null || depth > DEEPEST) {
            return null;
        } else if (isClean(failure, depth)) {
            return failure;
        } else if (failure instanceof HowdahException howdah) {
            return howdah(howdah, depth);
        }
        String message = masked(String.valueOf(failure.getMessage()));
        Throwable cause = copy(failure.getCause(), depth + 1);
        Throwable clean =
                failure instanceof SQLException sql
                        ? new SQLException(message, sql.getSQLState(), sql.getErrorCode(), cause)
                        : new Exception(failure.getClass().getName() + ": " + message, cause);
        return copyRest(failure, clean, depth);
    }

    private <T extends Throwable> T copyRest(Throwable failure, T clean, int depth) {
        clean.setStackTrace(failure.getStackTrace());
        for (Throwable other : failure.getSuppressed()) {
            Throwable copied = copy(other, depth + 1);
            if (copied != null) {
                clean.addSuppressed(copied);
            }
        }
        return clean;
    }
}

package dev.howdah.kuzu;

import com.kuzudb.Database;

import dev.howdah.postgres.error.HowdahException;

/**
 * How a graph is opened.
 *
 * @param bufferPoolBytes the size of Kùzu's buffer pool; 0 for Kùzu's own choice, four fifths of
 *     the memory
 * @param readOnly whether nothing may be written
 */
public record GraphOptions(long bufferPoolBytes, boolean readOnly) {
    /** Kùzu's own choices. */
    public static final GraphOptions DEFAULTS = new GraphOptions(0, false);

    private static final long KUZU_MAX_SIZE = 0;
    private static final long KUZU_CHECKPOINT = -1;

    public GraphOptions {
        if (bufferPoolBytes < 0) {
            throw HowdahException.user(
                    "The buffer pool can't have %d bytes".formatted(bufferPoolBytes));
        }
    }

    Database open(String path) {
        try {
            return new Database(
                    path, bufferPoolBytes, true, readOnly, KUZU_MAX_SIZE, true, KUZU_CHECKPOINT);
        } catch (Exception failure) {
            // Kùzu's native code throws checked exceptions that no signature tells of.
            throw HowdahException.user(
                    "Cannot open the graph %s: %s".formatted(path, reason(failure)));
        }
    }

    private static String reason(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (!message.contains("Could not set lock on file")) {
            return message;
        }
        // Kùzu refers to a page of its documentation that is gone.
        return message.lines().findFirst().orElse("")
                + "; it is open elsewhere, and only one program can write to a graph";
    }
}

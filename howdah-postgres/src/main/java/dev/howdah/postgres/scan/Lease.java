package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.error.HowdahException;

/** A session that sees the right snapshot, borrowed for one scan. */
interface Lease extends AutoCloseable {
    Session session();

    /** Whether another session can see what this one sees if its connection is lost. */
    default boolean follows() {
        return false;
    }

    /** Says that a statement failed through JDBC, which the session's own status does not show. */
    void spoil();

    /** Makes the session able to run a statement after one has failed. Never throws. */
    void settle();

    /**
     * Gives the session back, whatever state its statement left it in.
     *
     * @throws HowdahException only if what the statement did was to be kept now and is not
     */
    @Override
    void close();
}

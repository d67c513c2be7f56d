package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;

/** A session that sees the right snapshot, borrowed for one scan. */
interface Lease extends AutoCloseable {
    Session session();

    /** Says that a statement failed through JDBC, which the session's own status does not show. */
    void spoil();

    /** Makes the session able to run a statement after one has failed. Never throws. */
    void settle();

    /** Gives the session back, whatever state its statement left it in. Never throws. */
    @Override
    void close();
}

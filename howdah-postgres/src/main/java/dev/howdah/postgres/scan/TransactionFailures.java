package dev.howdah.postgres.scan;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

/**
 * What a transaction refuses, and why.
 *
 * @param label what the user calls the database
 */
record TransactionFailures(String label) {
    static HowdahException ended() {
        return HowdahException.of(
                ErrorKind.CANCELLED, "The transaction that this read belongs to has ended");
    }

    static HowdahException stopped() {
        return HowdahException.of(ErrorKind.CANCELLED, "The read was stopped");
    }

    static HowdahException interrupted() {
        return HowdahException.of(
                ErrorKind.CANCELLED, "The thread was interrupted while it waited for a connection");
    }

    static HowdahException leaderLost() {
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "The connection that held this transaction is lost; start it again");
    }

    static HowdahException readerLost() {
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "The connection that read while another one wrote is lost; run the statement"
                        + " again");
    }

    HowdahException noReader() {
        return HowdahException.unsupported(
                ("A scan of database \"%s\" began while its only connection writes: RETURNING can't"
                                + " read other tables of the database that the statement changes;"
                                + " read them in a statement of their own")
                        .formatted(label));
    }

    HowdahException detached() {
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "08003",
                ("The database \"%s\" was detached while this transaction was open, which was"
                                + " rolled back: nothing of it was kept")
                        .formatted(label));
    }

    /** In PostgreSQL's own words, by which people and programs know it. */
    HowdahException aborted() {
        return aborted("ROLLBACK ends it");
    }

    HowdahException rolledBack() {
        return aborted("it was rolled back, and nothing of it was kept");
    }

    private HowdahException aborted(String consequence) {
        return HowdahException.of(
                ErrorKind.SERVER,
                "25P02",
                ("current transaction is aborted, commands ignored until end of transaction block"
                                + " (database \"%s\"); %s")
                        .formatted(label, consequence));
    }
}

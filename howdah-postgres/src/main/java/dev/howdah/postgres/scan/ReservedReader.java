package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.error.HowdahException;

import java.util.Optional;

/**
 * A session kept for the scans of a statement that writes, so that there always is one to read
 * with: whoever has read with it hands it back instead of giving it to the pool. Thread-safe.
 */
final class ReservedReader {
    private static final byte IN_TRANSACTION = 'T';

    private final Lease reader;
    private final TransactionMode mode;
    private final String snapshot;
    private final Runnable freed;
    private boolean lent;
    private boolean ended;
    private boolean closed;

    /**
     * @param reader has joined the snapshot
     * @param freed wakes who waits for it
     */
    ReservedReader(Lease reader, TransactionMode mode, String snapshot, Runnable freed) {
        this.reader = reader;
        this.mode = mode;
        this.snapshot = snapshot;
        this.freed = freed;
    }

    /** The session, unless it is in use or lost. */
    synchronized Optional<Lease> take() {
        if (lent || ended || isLost()) {
            return Optional.empty();
        }
        lent = true;
        return Optional.of(new Loan());
    }

    boolean isLost() {
        return !reader.session().isUsable();
    }

    /** Gives the session to the pool, at once or when it is handed back. */
    void end() {
        synchronized (this) {
            ended = true;
            if (lent || closed) {
                return;
            }
            closed = true;
        }
        reader.close();
    }

    private void handBack() {
        synchronized (this) {
            lent = false;
        }
        // The transaction's lock comes before this one's.
        freed.run();
        synchronized (this) {
            if (!ended || lent || closed) {
                return;
            }
            closed = true;
        }
        reader.close();
    }

    private final class Loan implements Lease {
        private boolean spoiled;

        @Override
        public Session session() {
            return reader.session();
        }

        @Override
        public boolean follows() {
            return true;
        }

        @Override
        public void spoil() {
            spoiled = true;
            reader.spoil();
        }

        @Override
        public void settle() {
            reader.settle();
        }

        @Override
        public void close() {
            if (spoiled || session().transactionStatus() != IN_TRANSACTION) {
                reader.settle();
                joinAgain();
            }
            handBack();
        }

        private void joinAgain() {
            try {
                if (session().isUsable()) {
                    mode.joinReadOnly(session(), snapshot);
                }
            } catch (HowdahException failure) {
                session().close();
            }
        }
    }
}

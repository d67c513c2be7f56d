package dev.howdah.postgres.scan;

import dev.howdah.postgres.catalog.CatalogCache;
import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.MappingOptions;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connection on loan to somebody who types statements in PostgreSQL's own SQL. What he sets,
 * begins and creates there stays until the end, so the connection is closed then and not lent
 * again.
 *
 * <p>One statement at a time, from one thread at a time; {@link #close()} may come from any.
 */
public final class RemoteConsole implements AutoCloseable {
    private static final String ENCODING = "UTF8";

    private final String label;
    private final SessionPool pool;
    private final Session session;
    private final CatalogCache catalog;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable ConsoleStatement last;

    /** The state of the transaction that the statements share. */
    public enum Transaction {
        /** Each statement is one by itself. */
        NONE,
        OPEN,
        /** A statement has failed: all but ROLLBACK are refused. */
        FAILED
    }

    private RemoteConsole(String label, SessionPool pool, Session session, CatalogCache catalog) {
        this.label = label;
        this.pool = pool;
        this.session = session;
        this.catalog = catalog;
    }

    /**
     * Takes a connection, waiting until one is free.
     *
     * @param readOnly whether its transactions are read-only unless somebody says otherwise
     */
    public static RemoteConsole open(
            String label, SessionPool pool, CatalogCache catalog, boolean readOnly) {
        Session session = pool.acquire();
        RemoteConsole console = new RemoteConsole(label, pool, session, catalog);
        try {
            session.markTouched();
            if (readOnly) {
                requireOwnSession(session);
                session.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
            }
            return console;
        } catch (HowdahException failure) {
            console.close();
            throw failure.in("Could not connect to the database \"" + label + "\"");
        }
    }

    /** Behind a pooler the read-only mode would be another client's, and writes be kept. */
    private static void requireOwnSession(Session session) {
        if (session.isBehindPooler()) {
            throw HowdahException.unsupported(
                    "It is attached READ_ONLY, and a pooler such as PgBouncer stands between, which"
                            + " may run each statement in another session and so forget it: attach"
                            + " it without READ_ONLY as a role that may only read, or attach the"
                            + " server directly");
        }
    }

    /** The database's name for messages. */
    public String label() {
        return label;
    }

    /**
     * A statement to be started. Starting it ends the one before, whose rows nobody reads any more.
     */
    public ConsoleStatement statement(String sql, MappingOptions options) {
        return new ConsoleStatement(this, sql, options);
    }

    /** Runs a statement that returns no rows, such as BEGIN. */
    public void execute(String sql) {
        settleLast();
        requireUsable();
        session.execute(sql);
    }

    public Transaction transaction() {
        return switch (session.transactionStatus()) {
            case 'T' -> Transaction.OPEN;
            case 'E' -> Transaction.FAILED;
            default -> Transaction.NONE;
        };
    }

    /** A setting that the server reports, such as {@code TimeZone}. */
    public Optional<String> parameter(String name) {
        return session.parameter(name);
    }

    /** Whether a backslash in an ordinary string is an escape. */
    public boolean escapesBackslashes() {
        return parameter("standard_conforming_strings").filter("off"::equals).isPresent();
    }

    public boolean isClosed() {
        return closed.get();
    }

    /** Rolls back what is open, and closes the connection. Idempotent; never throws. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            session.close();
            pool.release(session);
        }
    }

    /** Makes the connection ready for a statement. */
    Session begin(ConsoleStatement statement) {
        settleLast();
        requireUsable();
        last = statement;
        return session;
    }

    Session session() {
        return session;
    }

    CatalogCache catalog() {
        return catalog;
    }

    /** Values come in the connection's encoding, and are read in one only. */
    void requireEncoding() {
        if (parameter("client_encoding").filter(name -> !name.equals(ENCODING)).isPresent()) {
            session.execute("SET client_encoding TO '" + ENCODING + "'");
            throw HowdahException.unsupported(
                    "client_encoding must stay "
                            + ENCODING
                            + " on this connection, and has been set back to it");
        }
    }

    private void settleLast() {
        ConsoleStatement before = last;
        last = null;
        if (before != null) {
            before.close();
        }
    }

    private void requireUsable() {
        if (!session.isUsable()) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION,
                    "08003",
                    "The connection to the database \"%s\" is lost, and with it its open transaction: DISCONNECT, then CONNECT again"
                            .formatted(label));
        }
    }
}

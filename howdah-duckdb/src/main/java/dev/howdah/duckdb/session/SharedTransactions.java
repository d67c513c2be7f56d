package dev.howdah.duckdb.session;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedDatabases;
import dev.howdah.duckdb.session.Session.LocalEnd;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.TransactionScope;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The transactions on the servers that several statements of a connection share, one a database,
 * and how they end together with DuckDB's. Thread-safe.
 */
final class SharedTransactions {
    private static final String UNKNOWN_OUTCOME = "08007";

    private final AttachedDatabases databases;
    private final Map<AttachedDatabase, RemoteTransaction> open = new LinkedHashMap<>();
    private final Set<AttachedDatabase> written = new LinkedHashSet<>();

    /** Databases whose catalogue a statement has changed without a commit so far. */
    private final Set<AttachedDatabase> redefined = new LinkedHashSet<>();

    private boolean aborted;

    SharedTransactions(AttachedDatabases databases) {
        this.databases = databases;
    }

    /**
     * The transaction of a database, begun now if there is none.
     *
     * @param readOnly whether the server must refuse to write in it
     * @param preparable whether it may have to be committed in two phases
     */
    synchronized RemoteTransaction of(
            AttachedDatabase database, boolean readOnly, boolean preparable) {
        return open.computeIfAbsent(
                database,
                target -> {
                    if (readOnly) {
                        return target.remote().beginReadOnly();
                    }
                    return preparable
                            ? target.remote().beginPreparable()
                            : target.begin(TransactionScope.TRANSACTION);
                });
    }

    /**
     * Notes that a database is written.
     *
     * @throws HowdahException if another one was, and they could not be committed together
     */
    synchronized void noteWrite(AttachedDatabase database, boolean twoPhase) {
        if (!twoPhase && !written.isEmpty() && !written.contains(database)) {
            throw HowdahException.unsupported(
                    ("Attempting to write to the database \"%s\" in a transaction that has already"
                                    + " modified the database \"%s\": a single transaction can only"
                                    + " write to one attached PostgreSQL, because both could not be"
                                    + " committed together. SET pg_two_phase_commit = true, which"
                                    + " needs max_prepared_transactions on both servers, or use two"
                                    + " transactions")
                            .formatted(database.name(), written.iterator().next().name()));
        }
        written.add(database);
    }

    synchronized void noteRedefined(AttachedDatabase database) {
        redefined.add(database);
    }

    /** The transaction that has changed a database's catalogue. */
    synchronized Optional<RemoteTransaction> redefining(AttachedDatabase database) {
        return redefined.contains(database)
                ? Optional.ofNullable(open.get(database))
                : Optional.empty();
    }

    /** Whether something may have been written in a database. */
    synchronized boolean hasWritten(AttachedDatabase database) {
        RemoteTransaction transaction = open.get(database);
        return transaction != null && transaction.mayHaveWritten();
    }

    /** Whether there is anything to end on a server. */
    synchronized boolean isOpen() {
        return !open.isEmpty();
    }

    /** Says that a statement has failed after it reached a server. */
    synchronized void abort() {
        aborted = true;
    }

    synchronized void requireNotAborted() {
        if (aborted) {
            throw abortedError();
        }
    }

    private static HowdahException abortedError() {
        return HowdahException.of(
                ErrorKind.USER,
                "25P02",
                "current transaction is aborted, commands ignored until end of transaction block:"
                        + " an earlier statement failed; ROLLBACK ends the transaction");
    }

    /**
     * Commits everywhere, or nowhere if that is still possible.
     *
     * @param check fails if DuckDB's transaction has failed already and can't be committed
     */
    void commit(LocalEnd check, LocalEnd commit, LocalEnd rollback, boolean twoPhase)
            throws SQLException {
        boolean failed;
        List<AttachedDatabase> inTwoPhases;
        synchronized (this) {
            failed = aborted;
            inTwoPhases = twoPhase ? changed() : List.of();
        }
        if (failed) {
            HowdahException refused =
                    HowdahException.of(
                            ErrorKind.USER,
                            "25P02",
                            "The transaction was rolled back, not committed: an earlier statement"
                                    + " had failed");
            rollBackEverywhere(rollback, refused);
            throw refused;
        }
        if (inTwoPhases.isEmpty()) {
            commitServersFirst(check, commit, rollback);
        } else {
            commitInTwoPhases(inTwoPhases, commit, rollback);
        }
    }

    /** The databases in which something may have been changed, in whatever way. */
    private synchronized List<AttachedDatabase> changed() {
        return open.keySet().stream()
                .filter(database -> open.get(database).mayHaveWritten())
                .toList();
    }

    private void commitServersFirst(LocalEnd check, LocalEnd commit, LocalEnd rollback)
            throws SQLException {
        List<AttachedDatabase> kept = new ArrayList<>();
        try {
            if (!changed().isEmpty()) {
                check.run();
            }
            for (AttachedDatabase database : inOrderOfCommit()) {
                RemoteTransaction transaction = find(database);
                boolean wrote = transaction.mayHaveWritten();
                transaction.commit();
                if (wrote) {
                    kept.add(database);
                }
            }
        } catch (HowdahException refused) {
            rollBackEverywhere(rollback, refused);
            throw kept.isEmpty() ? refused : refused.in(whatIsKept(kept));
        } catch (SQLException | RuntimeException refused) {
            rollBackEverywhere(rollback, refused);
            throw refused;
        }
        end();
        try {
            commit.run();
        } catch (SQLException failure) {
            if (kept.isEmpty()) {
                throw failure;
            }
            throw new SQLException(
                    failure.getMessage() + " (DuckDB could not commit; " + whatIsKept(kept) + ")",
                    failure.getSQLState(),
                    failure);
        }
    }

    private static String whatIsKept(List<AttachedDatabase> kept) {
        return "what the transaction did in the PostgreSQL database \""
                + kept.getFirst().name()
                + "\" is committed";
    }

    /** What was only read comes first: if that fails, nothing is kept anywhere. */
    private synchronized List<AttachedDatabase> inOrderOfCommit() {
        return open.keySet().stream()
                .sorted(
                        Comparator.comparing(written::contains)
                                .thenComparing(database -> open.get(database).mayHaveWritten()))
                .toList();
    }

    private synchronized RemoteTransaction find(AttachedDatabase database) {
        return Objects.requireNonNull(open.get(database));
    }

    private void rollBackEverywhere(LocalEnd rollback, Exception why) {
        rollback();
        try {
            rollback.run();
        } catch (SQLException nothingLeft) {
            why.addSuppressed(nothingLeft);
        }
    }

    private void commitInTwoPhases(
            List<AttachedDatabase> inTwoPhases, LocalEnd commit, LocalEnd rollback)
            throws SQLException {
        Map<AttachedDatabase, String> prepared = new LinkedHashMap<>();
        try {
            for (AttachedDatabase database : inTwoPhases) {
                String name = "howdah_" + UUID.randomUUID();
                if (prepare(database, name, prepared)) {
                    prepared.put(database, name);
                }
            }
            commit.run();
        } catch (SQLException | RuntimeException failure) {
            takeBack(prepared, failure);
            rollBackEverywhere(rollback, failure);
            throw failure;
        }
        List<HowdahException> unfinished = new ArrayList<>();
        prepared.forEach(
                (database, name) -> {
                    try {
                        database.remote().preparedTransactions().commit(name);
                    } catch (HowdahException lost) {
                        unfinished.add(
                                lost.in(
                                        "DuckDB has committed; run COMMIT PREPARED '"
                                                + name
                                                + "' in \""
                                                + database.name()
                                                + "\" to finish there as well"));
                    }
                });
        end();
        if (!unfinished.isEmpty()) {
            throw unfinished.getFirst();
        }
    }

    private boolean prepare(
            AttachedDatabase database, String name, Map<AttachedDatabase, String> prepared) {
        try {
            return find(database).prepareTwoPhase(name);
        } catch (HowdahException failure) {
            if (failure.sqlState().equals(UNKNOWN_OUTCOME)) {
                // It may be waiting, and must not for ever.
                prepared.put(database, name);
            }
            throw failure;
        }
    }

    private static void takeBack(Map<AttachedDatabase, String> prepared, Exception failure) {
        prepared.forEach(
                (database, name) -> {
                    try {
                        database.remote().preparedTransactions().rollback(name);
                    } catch (HowdahException lost) {
                        failure.addSuppressed(
                                lost.in(
                                        "Run ROLLBACK PREPARED '"
                                                + name
                                                + "' in \""
                                                + database.name()
                                                + "\""));
                    }
                });
    }

    /** Rolls back on all servers. Never throws. */
    void rollback() {
        Set<AttachedDatabase> changed;
        synchronized (this) {
            changed = Set.copyOf(redefined);
        }
        end();
        for (AttachedDatabase database : changed) {
            try {
                databases.refresh(database);
            } catch (SQLException | HowdahException unreachable) {
                // A statement that meets a relation which is not there reads the catalogue again.
            }
        }
    }

    private void end() {
        List<RemoteTransaction> all;
        synchronized (this) {
            all = List.copyOf(open.values());
            open.clear();
            written.clear();
            redefined.clear();
            aborted = false;
        }
        all.forEach(RemoteTransaction::close);
    }
}

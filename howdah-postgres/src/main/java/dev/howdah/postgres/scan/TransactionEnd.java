package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.connection.SessionTransaction;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.OptionalLong;
import java.util.function.Consumer;

/** How a transaction ends. In any case its session goes back to the pool. */
final class TransactionEnd {
    private static final int OLDEST_WITH_NUMBERS = 100_000;

    private final SessionPool pool;
    private final String label;
    private final Leader leader;
    private final boolean wrote;

    TransactionEnd(SessionPool pool, String label, Leader leader, boolean wrote) {
        this.pool = pool;
        this.label = label;
        this.leader = leader;
        this.wrote = wrote;
    }

    void rollback() {
        leader.rollback();
        pool.release(leader.session());
    }

    /** Returns if what was written is kept. */
    void commit() {
        Attempt attempt = attempt("commit", SessionTransaction::commit);
        if (attempt.lost() != null && attempt.mayHaveWritten()) {
            new CommitOutcome(pool, label, attempt.number()).requireCommitted(attempt.lost());
        }
    }

    /** Returns whether the transaction waits under the name: not if it has written nothing. */
    boolean prepare(String gid) {
        if (!wrote) {
            commit();
            return false;
        }
        Attempt attempt =
                attempt("prepare the transaction", transaction -> transaction.prepare(gid));
        if (attempt.lost() != null) {
            new CommitOutcome(pool, label, attempt.number()).requirePrepared(gid, attempt.lost());
        }
        return true;
    }

    /**
     * The command was sent.
     *
     * @param number the transaction's
     * @param mayHaveWritten whether there was anything to keep
     * @param lost set if no answer came
     */
    private record Attempt(
            OptionalLong number, boolean mayHaveWritten, @Nullable HowdahException lost) {}

    private Attempt attempt(String what, Consumer<? super SessionTransaction> command) {
        Session session = leader.session();
        SessionTransaction transaction = leader.transaction();
        boolean sent = false;
        OptionalLong number = OptionalLong.empty();
        boolean mayHaveWritten = wrote;
        try {
            if (wrote) {
                transaction.liftStatementTimeout();
                number = transaction.findNumber();
                mayHaveWritten =
                        number.isPresent() || session.serverVersion() < OLDEST_WITH_NUMBERS;
            }
            sent = true;
            command.accept(transaction);
            return new Attempt(number, mayHaveWritten, null);
        } catch (HowdahException failure) {
            if (sent && wrote && failure.kind() == ErrorKind.CONNECTION) {
                return new Attempt(number, mayHaveWritten, failure);
            }
            session.close();
            String context = "Could not %s on database \"%s\"".formatted(what, label);
            throw failure.in(wrote ? context + "; nothing was kept" : context);
        } finally {
            pool.release(session);
        }
    }
}

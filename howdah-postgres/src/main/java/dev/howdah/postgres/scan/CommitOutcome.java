package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Borrower;
import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.connection.SessionTransaction;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Finds out on another session how a transaction ended whose connection was lost while it was being
 * committed: the server may have committed and only its answer got lost.
 */
final class CommitOutcome {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 50;

    private final SessionPool pool;
    private final String label;
    private final OptionalLong number;

    /**
     * @param number the transaction's, empty if the server does not tell
     */
    CommitOutcome(SessionPool pool, String label, OptionalLong number) {
        this.pool = pool;
        this.label = label;
        this.number = number;
    }

    /**
     * Returns if the transaction was committed.
     *
     * @param lost what COMMIT failed with
     * @throws HowdahException if it was not, or if nobody can tell
     */
    void requireCommitted(HowdahException lost) {
        require(
                lost,
                "COMMIT",
                session -> {
                    String status =
                            number.isEmpty()
                                    ? "unknown"
                                    : SessionTransaction.status(session, number.getAsLong())
                                            .orElse("unknown");
                    return status.equals("in progress") ? Optional.empty() : Optional.of(status);
                });
    }

    /** Returns if the transaction waits under a name for its second phase. */
    void requirePrepared(String gid, HowdahException lost) {
        require(
                lost,
                "PREPARE TRANSACTION",
                session -> {
                    if (PreparedTransactions.isWaiting(session, gid)) {
                        return Optional.of("committed");
                    }
                    Optional<String> status =
                            number.isEmpty()
                                    ? Optional.empty()
                                    : SessionTransaction.status(session, number.getAsLong());
                    return status.filter(known -> known.equals("aborted"));
                });
    }

    /**
     * @param question the outcome if it is settled
     */
    private void require(
            HowdahException lost,
            String command,
            Function<? super Session, Optional<String>> question) {
        Optional<String> outcome = ask(question);
        if (outcome.isPresent() && outcome.get().equals("committed")) {
            return;
        }
        if (outcome.isPresent() && outcome.get().equals("aborted")) {
            throw lost.in(
                    "The connection to database \"%s\" was lost during %s, and nothing of the transaction was kept"
                            .formatted(label, command));
        }
        throw HowdahException.of(
                ErrorKind.CONNECTION,
                "08007",
                ("The connection to database \"%s\" was lost during %s, and it is unknown whether"
                                + " the transaction was committed. %s. %s")
                        .formatted(label, command, advice(), lost.getMessage()));
    }

    private String advice() {
        return number.isPresent()
                ? "Find out with SELECT txid_status(%d) on that server before doing it again"
                        .formatted(number.getAsLong())
                : "Look whether its changes are there before doing it again";
    }

    private Optional<String> ask(Function<? super Session, Optional<String>> question) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        Optional<String> outcome = Optional.empty();
        while (outcome.isEmpty() && System.nanoTime() - limit < 0) {
            outcome = askOnce(question, limit - System.nanoTime());
            if (outcome.isEmpty()) {
                try {
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                } catch (InterruptedException interrupt) {
                    interrupted = true;
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome;
    }

    private Optional<String> askOnce(
            Function<? super Session, Optional<String>> question, long nanosLeft) {
        @Nullable Session session = null;
        try (Borrower borrower = pool.borrower()) {
            if (borrower.await(Duration.ofNanos(Math.max(0, nanosLeft)))) {
                session = borrower.poll().orElse(null);
            }
            return session == null ? Optional.empty() : question.apply(session);
        } catch (HowdahException notYet) {
            // A server that starts again refuses for a while.
            return Optional.empty();
        } finally {
            if (session != null) {
                pool.release(session);
            }
        }
    }
}

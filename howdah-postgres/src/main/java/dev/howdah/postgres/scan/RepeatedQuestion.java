package dev.howdah.postgres.scan;

import dev.howdah.postgres.error.HowdahException;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks a server what changes nothing there: where the connection turns out to have died while it
 * rested, another one is asked. One that a transaction can't do without says itself that it is
 * lost.
 */
final class RepeatedQuestion {
    private static final int MOST_ATTEMPTS = 5;

    private RepeatedQuestion() {}

    /**
     * The answer of the first session that is still alive.
     *
     * @param lending gives a session, another one each time
     */
    static <T> T ask(Supplier<Lease> lending, Function<Lease, T> question) {
        for (int attempt = 1; ; attempt++) {
            try (Lease lease = lending.get()) {
                try {
                    return question.apply(lease);
                } catch (HowdahException failure) {
                    if (lease.session().isUsable() || attempt == MOST_ATTEMPTS) {
                        throw failure;
                    }
                }
            }
        }
    }
}

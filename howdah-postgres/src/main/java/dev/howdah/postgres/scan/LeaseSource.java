package dev.howdah.postgres.scan;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where the readers of a scan get their sessions. */
interface LeaseSource {
    /**
     * A session for the first reader. Waits while all are in use.
     *
     * @param stopped whether nobody wants it any more
     */
    Lease first(BooleanSupplier stopped);

    /** A session for one more reader, if one is at hand. */
    Optional<Lease> another();

    /** Just one reader. */
    @FunctionalInterface
    interface Single extends LeaseSource {
        @Override
        default Optional<Lease> another() {
            return Optional.empty();
        }
    }
}

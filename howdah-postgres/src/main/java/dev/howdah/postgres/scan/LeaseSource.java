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

    /**
     * A session for one more reader, if one is at hand.
     *
     * @param stopped whether nobody wants it any more
     */
    Optional<Lease> another(BooleanSupplier stopped);

    /**
     * A session for a reader whose own was lost, and given back. Waits while there is none.
     *
     * @param followed whether the lost one {@link Lease#follows() followed}; otherwise nobody has
     *     seen what it read
     * @param stopped whether nobody wants it any more
     * @return empty if none can take its place
     */
    Optional<Lease> again(boolean followed, BooleanSupplier stopped);

    /** Just one reader. */
    @FunctionalInterface
    interface Single extends LeaseSource {
        @Override
        default Optional<Lease> another(BooleanSupplier stopped) {
            return Optional.empty();
        }

        @Override
        default Optional<Lease> again(boolean followed, BooleanSupplier stopped) {
            return Optional.empty();
        }
    }
}

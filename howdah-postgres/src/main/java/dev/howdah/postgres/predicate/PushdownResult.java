package dev.howdah.postgres.predicate;

import java.util.Objects;
import java.util.Optional;

/**
 * What the rules answer for a predicate.
 *
 * @param pushed what PostgreSQL may filter by: true of every row of which the predicate is true
 * @param remaining what the host must still check; empty if {@code pushed} is the whole predicate
 */
public record PushdownResult(Optional<Expression> pushed, Optional<Expression> remaining) {
    public PushdownResult {
        Objects.requireNonNull(pushed);
        Objects.requireNonNull(remaining);
    }

    /** Whether the rows that PostgreSQL sends are exactly those that the predicate selects. */
    public boolean exact() {
        return remaining.isEmpty();
    }
}

package dev.howdah.duckdb.pushdown;

import java.util.Optional;
import java.util.function.Supplier;

/** The shape of the statement, found out at most once and only when it matters. */
final class StatementLookup {
    private final Supplier<Optional<StatementShape>> source;
    private Optional<StatementShape> found = Optional.empty();
    private boolean looked;

    private StatementLookup(Supplier<Optional<StatementShape>> source) {
        this.source = source;
    }

    static StatementLookup later(Supplier<Optional<StatementShape>> source) {
        return new StatementLookup(source);
    }

    static StatementLookup none() {
        return new StatementLookup(Optional::empty);
    }

    /** Empty if the statement isn't simple enough to trust its names. */
    Optional<StatementShape> find() {
        if (!looked) {
            looked = true;
            found = source.get();
        }
        return found;
    }
}

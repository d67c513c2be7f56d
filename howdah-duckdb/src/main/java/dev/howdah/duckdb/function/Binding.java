package dev.howdah.duckdb.function;

import java.util.List;
import java.util.Optional;

/** A call whose result is known; a prepared statement opens one binding several times. */
public interface Binding extends AutoCloseable {
    /** What the call returns: one column at least. */
    List<ResultColumn> columns();

    default Optional<Cardinality> cardinality() {
        return Optional.empty();
    }

    /**
     * Starts to read. Called once an execution.
     *
     * @param columns indexes into {@link #columns()}, in the order in which batches must have them.
     *     Never empty: DuckDB asks for one column when it only counts rows
     * @param maxThreadsHint DuckDB's setting {@code threads} when the statement was bound
     */
    Scanner open(int[] columns, int maxThreadsHint);

    /** Called once, on any thread, when DuckDB forgets the statement. */
    @Override
    default void close() {}
}

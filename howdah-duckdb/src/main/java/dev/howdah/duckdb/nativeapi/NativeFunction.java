package dev.howdah.duckdb.nativeapi;

import java.util.List;
import java.util.Map;

/** A table function as DuckDB sees it: what it is called with, and what happens when it is. */
public interface NativeFunction {
    String name();

    /** Types of the positional parameters. */
    List<NativeTypeId> parameters();

    /** Types of the parameters given as {@code name := value}. */
    Map<String, NativeTypeId> namedParameters();

    /**
     * Declares the result. Called on the thread that plans the statement, which is the one that
     * called JDBC; any exception becomes the statement's error.
     */
    BoundFunction bind(BindCall call);

    /** A call whose parameters are known. Used by many threads if a plan is run by many. */
    interface BoundFunction extends AutoCloseable {
        /**
         * Starts an execution.
         *
         * @param columns indexes of the wanted columns, in the order of the chunk's vectors
         */
        RunningFunction start(int[] columns);

        /** Called once, on any thread, when DuckDB forgets the statement. */
        @Override
        void close();
    }

    /** One execution. */
    interface RunningFunction extends AutoCloseable {
        /** How many threads may call {@link #fill} at once. */
        int maxThreads();

        /**
         * Fills the chunk.
         *
         * @return rows written, 0 at the end
         */
        int fill(NativeChunk chunk);

        /**
         * Called once: on any thread when DuckDB is done, whether at the end, early or after an
         * error; or at the first exception from {@link #fill}, while other threads may be in it.
         */
        @Override
        void close();
    }
}

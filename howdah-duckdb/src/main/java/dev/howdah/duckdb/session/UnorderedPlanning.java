package dev.howdah.duckdb.session;

import dev.howdah.duckdb.catalog.AttachedDatabases;

import java.sql.SQLException;

/**
 * The moment in which DuckDB plans a statement that need not keep the order of rows.
 *
 * <p>DuckDB writes rows on one thread to keep their order, and its other thread then waits by
 * spinning. Rows of PostgreSQL have no order to keep. The setting is the whole instance's, so it
 * changes for no longer than the plan takes to make, and only while nobody else is connected.
 */
public final class UnorderedPlanning implements AutoCloseable {
    private final AttachedDatabases databases;
    private boolean changed;

    private UnorderedPlanning(AttachedDatabases databases, boolean changed) {
        this.databases = databases;
        this.changed = changed;
    }

    static UnorderedPlanning begin(AttachedDatabases databases) throws SQLException {
        boolean ordered = databases.preservesInsertionOrder();
        if (ordered) {
            databases.setPreserveInsertionOrder(false);
        }
        return new UnorderedPlanning(databases, ordered);
    }

    /** The plan is made. Idempotent, from any thread. */
    @Override
    public synchronized void close() throws SQLException {
        if (changed) {
            changed = false;
            databases.setPreserveInsertionOrder(true);
        }
    }
}

package dev.howdah.kuzu.staging;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * A transaction that writes to an attached database: all of it is kept by {@link #commit}, nothing
 * without. One thread at a time.
 */
public final class WriteTransaction implements AutoCloseable {
    private final Staging staging;
    private boolean open = true;
    private boolean committing;

    private WriteTransaction(Staging staging) {
        this.staging = staging;
    }

    static WriteTransaction begin(Staging staging) throws SQLException {
        staging.change("BEGIN");
        return new WriteTransaction(staging);
    }

    /**
     * Runs a statement.
     *
     * @return how many rows it changed
     * @throws SQLException 57014 if the staging was cancelled
     */
    public int execute(String sql) throws SQLException {
        return staging.change(sql);
    }

    /**
     * Keeps what was written. Cancelling can't stop this step: nobody could tell then what holds.
     */
    public void commit() throws SQLException {
        staging.checkNotCancelled();
        committing = true;
        end("COMMIT");
        open = false;
    }

    private void end(String sql) throws SQLException {
        try (Statement statement = staging.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** Takes back what was not committed. */
    @Override
    public void close() throws SQLException {
        if (!open) {
            return;
        }
        open = false;
        try {
            end("ROLLBACK");
        } catch (SQLException failure) {
            // A COMMIT that failed has ended the transaction, mostly.
            if (!committing) {
                throw failure;
            }
        }
    }
}

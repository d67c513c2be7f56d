package dev.howdah.kuzu.staging;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** How many threads DuckDB uses: few rows come sooner when none has to be woken for them. */
final class ThreadCount {
    private final Connection connection;
    private final int most;
    private int now;

    /** The DuckDB uses all of them. */
    ThreadCount(Connection connection, int most) {
        this.connection = connection;
        this.most = most;
        this.now = most;
    }

    void one() throws SQLException {
        set(1);
    }

    void all() throws SQLException {
        set(most);
    }

    private void set(int threads) throws SQLException {
        if (threads != now) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET threads = " + threads);
            }
            now = threads;
        }
    }
}

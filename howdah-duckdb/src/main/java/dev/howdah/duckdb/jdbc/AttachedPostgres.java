package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachOptions;
import dev.howdah.duckdb.catalog.AttachTarget;
import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.session.Session;
import dev.howdah.postgres.connection.Environment;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The PostgreSQL databases of a connection, for a host that needs to know what is in them. What it
 * attaches here it detaches with DETACH.
 */
public final class AttachedPostgres {
    private final Session session;

    AttachedPostgres(Session session) {
        this.session = session;
    }

    /**
     * Where a connection string leads in an environment.
     *
     * @param secret the secret to use; if none, the one whose scope fits best
     * @throws HowdahException if there is no such secret, or the two together are no connection
     */
    public AttachTarget resolve(
            String connectionString, Optional<String> secret, Environment environment) {
        return AttachTarget.resolve(connectionString, secret, session.secrets(), environment);
    }

    /**
     * As ATTACH does it, but no password stands in any SQL.
     *
     * @throws HowdahException if DuckDB knows a database of this name, or the server can't be
     *     reached
     */
    public AttachedDatabase attach(AttachTarget target, String name, AttachOptions options)
            throws SQLException {
        AttachedDatabase database =
                session.databases()
                        .attach(target, name, false, false, options, session.settings())
                        .orElseThrow();
        session.prepareNames();
        return database;
    }

    /** Reads a database's catalogue anew; whether DuckDB has been shown anything new. */
    public boolean refresh(AttachedDatabase database) throws SQLException {
        return session.refresh(database);
    }
}

package dev.howdah.duckdb;

import dev.howdah.duckdb.catalog.AttachOptions;
import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.jdbc.SqlErrors;
import dev.howdah.duckdb.scan.Registration;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.secret.SecretStore;
import dev.howdah.postgres.sql.Identifier;

import org.duckdb.DuckDBConnection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Howdah on a DuckDB connection that somebody else has opened.
 *
 * <p>The connection gets the functions and settings, and {@link #attach} shows a PostgreSQL
 * database on it. It stays DuckDB's own: it knows no ATTACH of a PostgreSQL, and since nobody looks
 * at its statements only the choice of columns is left to PostgreSQL, no filter. Use {@code
 * jdbc:howdah:} for all that.
 */
public final class Howdah implements AutoCloseable {
    private final DuckDBConnection duckdb;
    private final Session session;

    private Howdah(DuckDBConnection duckdb, Session session) {
        this.duckdb = duckdb;
        this.session = session;
    }

    /**
     * Puts functions and settings on the connection's DuckDB instance. Close the result before the
     * connection.
     *
     * @throws SQLException if it is no connection of DuckDB's JDBC driver
     */
    public static Howdah install(Connection connection) throws SQLException {
        try {
            if (!connection.isWrapperFor(DuckDBConnection.class)) {
                throw new SQLException(
                        "not a connection of DuckDB's JDBC driver: "
                                + connection.getClass().getName(),
                        "22023");
            }
            DuckDBConnection duckdb = connection.unwrap(DuckDBConnection.class);
            return new Howdah(duckdb, Registration.join(duckdb));
        } catch (HowdahException failure) {
            throw SqlErrors.of(failure);
        }
    }

    /** Attaches a database with default options. */
    public void attach(String connectionString, String name) throws SQLException {
        attach(connectionString, name, AttachOptions.DEFAULT);
    }

    /**
     * Shows a PostgreSQL database under a name. Its default schema joins the connection's search
     * path, so that {@code name.table} works.
     *
     * @param connectionString may be empty or incomplete: the secret that the options name, else
     *     the one whose scope fits it, else the default one completes it
     */
    public void attach(String connectionString, String name, AttachOptions options)
            throws SQLException {
        try {
            session.databases()
                    .attach(
                            connectionString,
                            Optional.of(name),
                            false,
                            false,
                            options,
                            session.settings(),
                            session.secrets());
            session.prepareNames();
        } catch (HowdahException failure) {
            throw SqlErrors.of(failure);
        }
    }

    /** The secrets of this DuckDB; its own CREATE SECRET knows no PostgreSQL. */
    public SecretStore secrets() {
        return session.secrets();
    }

    /** Takes a database away again, and closes its connections. */
    public void detach(String name) throws SQLException {
        AttachedDatabase database =
                session.databases()
                        .find(name)
                        .orElseThrow(
                                () ->
                                        new SQLException(
                                                "There is no attached PostgreSQL database "
                                                        + DuckDbLiteral.quote(name),
                                                "3D000"));
        session.requireDetachable(database);
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("DETACH " + Identifier.quote(database.name()));
        }
        session.databases().forget(database);
        session.prepareNames();
    }

    /** Reads the catalogues of all attached databases again. */
    public void refresh() throws SQLException {
        try {
            session.databases().refreshAll();
        } catch (HowdahException failure) {
            throw SqlErrors.of(failure);
        }
    }

    /** Leaves the connection. With the last one that uses Howdah the attached databases go too. */
    @Override
    public void close() {
        session.close();
    }
}

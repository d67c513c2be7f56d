package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.CredentialMask;

import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PgConnection;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Logs each statement that is sent to a server, at debug level, credentials hidden. While that
 * level is off nothing is built.
 */
public final class SqlLog {
    private static final System.Logger LOG = System.getLogger("dev.howdah.postgres.sql");

    private SqlLog() {}

    /** Logs a statement that is about to be sent through JDBC. */
    public static void sent(Connection connection, String sql) {
        if (LOG.isLoggable(Level.DEBUG)) {
            sent(describe(connection), sql);
        }
    }

    static void sent(String description, String sql) {
        if (!sql.isEmpty() && LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, "{0}: {1}", description, CredentialMask.mask(sql));
        }
    }

    /** Logs a statement that the server is asked to understand, and not yet to run. */
    static void parsed(String description, String sql) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, "{0}: (parse only) {1}", description, CredentialMask.mask(sql));
        }
    }

    private static String describe(Connection connection) {
        try {
            QueryExecutor executor = connection.unwrap(PgConnection.class).getQueryExecutor();
            return executor.getUser() + "@" + executor.getHostSpec() + "/" + executor.getDatabase();
        } catch (SQLException notOfTheDriver) {
            return "(unknown)";
        }
    }
}

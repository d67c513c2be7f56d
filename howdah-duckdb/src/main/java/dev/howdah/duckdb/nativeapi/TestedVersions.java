package dev.howdah.duckdb.nativeapi;

import dev.howdah.postgres.error.HowdahException;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The DuckDB versions whose memory layout is known. Reading a connection's pointer from any other
 * might end the JVM, so they are refused.
 */
final class TestedVersions {
    static final String LIST = "2.0";

    /** The driver carries its DuckDB inside: what one connection says holds for all. */
    private static volatile boolean tested;

    private TestedVersions() {}

    static void require(Connection connection) throws SQLException {
        if (!tested) {
            // The driver calls its own version 1.0 always.
            require(connection.getMetaData().getDatabaseProductVersion());
            tested = true;
        }
    }

    static void require(String version) {
        String number = version.startsWith("v") ? version.substring(1) : version;
        if (!number.startsWith(LIST + ".")) {
            throw HowdahException.unsupported(
                    "DuckDB is "
                            + version
                            + ", but Howdah is tested with "
                            + LIST
                            + " only; use org.duckdb:duckdb_jdbc "
                            + LIST
                            + ".x");
        }
    }
}

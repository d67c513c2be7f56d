package dev.howdah.duckdb.jdbc;

import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The driver for {@code jdbc:howdah:} (in memory), {@code jdbc:howdah:/path/file.duckdb} and {@code
 * jdbc:howdah::memory:name}. Properties go to DuckDB's driver.
 */
public final class HowdahDriver implements Driver {
    /** What each of its URLs begins with. */
    public static final String PREFIX = "jdbc:howdah:";

    private static final String DUCKDB_PREFIX = "jdbc:duckdb:";

    static {
        try {
            DriverManager.registerDriver(new HowdahDriver());
        } catch (SQLException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    /** The service loader needs it. */
    public HowdahDriver() {}

    @Override
    public @Nullable Connection connect(String url, @Nullable Properties properties)
            throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Properties given = new Properties();
        if (properties != null) {
            properties.forEach(given::put);
        }
        Connection duckdb =
                new org.duckdb.DuckDBDriver()
                        .connect(DUCKDB_PREFIX + url.substring(PREFIX.length()), given);
        return HowdahConnection.over(duckdb.unwrap(DuckDBConnection.class), url);
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
            throws SQLException {
        return new org.duckdb.DuckDBDriver()
                .getPropertyInfo(DUCKDB_PREFIX + url.substring(PREFIX.length()), properties);
    }

    @Override
    public int getMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return DriverVersion.MINOR;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The driver does not use java.util.logging");
    }
}

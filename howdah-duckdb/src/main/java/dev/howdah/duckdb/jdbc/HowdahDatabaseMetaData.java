package dev.howdah.duckdb.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;

/** DuckDB's own metadata under the driver's name. */
final class HowdahDatabaseMetaData extends ForwardingDatabaseMetaData {
    private final HowdahConnection connection;
    private final String url;

    HowdahDatabaseMetaData(DatabaseMetaData delegate, HowdahConnection connection, String url) {
        super(delegate);
        this.connection = connection;
        this.url = url;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public String getURL() {
        return url;
    }

    @Override
    public String getDriverName() {
        return "Howdah";
    }

    @Override
    public String getDriverVersion() {
        return DriverVersion.text();
    }

    @Override
    public int getDriverMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getDriverMinorVersion() {
        return DriverVersion.MINOR;
    }
}

package dev.howdah.duckdb.jdbc;

/** The version that the driver tells JDBC. */
final class DriverVersion {
    static final int MAJOR = 0;
    static final int MINOR = 1;

    private DriverVersion() {}

    static String text() {
        return MAJOR + "." + MINOR;
    }
}

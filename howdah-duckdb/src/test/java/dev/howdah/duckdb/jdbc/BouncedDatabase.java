package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.howdah.server.EmbeddedServer;
import dev.howdah.server.PgBouncer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A new database behind a real PgBouncer, attached as {@code pg}, and attached directly beside. */
final class BouncedDatabase implements AutoCloseable {
    /** As small as a pooler is set where many clients share few connections. */
    static final int SERVER_CONNECTIONS = 3;

    private static final String HOWDAH =
            " WHERE datname = current_database() AND pid <> pg_backend_pid()";

    private final EmbeddedServer server;
    private final String database;
    private final PgBouncer bouncer;
    private final Connection pooled;
    private final Connection direct;

    private BouncedDatabase(
            EmbeddedServer server,
            String database,
            PgBouncer bouncer,
            Connection pooled,
            Connection direct) {
        this.server = server;
        this.database = database;
        this.bouncer = bouncer;
        this.pooled = pooled;
        this.direct = direct;
    }

    /** In transaction mode; statements in PostgreSQL's SQL have run. */
    static BouncedDatabase open(int version, String... statements) throws SQLException {
        return open(version, Map.of("pool_mode", "transaction"), statements);
    }

    static BouncedDatabase open(int version, Map<String, String> settings, String... statements)
            throws SQLException {
        assumeInstalled();
        return open(Servers.of(version), settings, statements);
    }

    /** Skips the test where there is no PgBouncer. */
    static void assumeInstalled() {
        assumeThat(PgBouncer.find()).as("pgbouncer is not on this machine").isPresent();
    }

    static BouncedDatabase open(
            EmbeddedServer server, Map<String, String> settings, String... statements)
            throws SQLException {
        String database = Servers.createDatabase(server);
        Servers.execute(server, database, statements);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("default_pool_size", String.valueOf(SERVER_CONNECTIONS));
        all.put("max_client_conn", "200");
        all.putAll(settings);
        PgBouncer bouncer = PgBouncer.start(server, all);
        Connection direct = DriverManager.getConnection("jdbc:howdah:");
        Connection pooled = DriverManager.getConnection("jdbc:howdah:");
        BouncedDatabase opened = new BouncedDatabase(server, database, bouncer, pooled, direct);
        for (Connection each : List.of(pooled, direct)) {
            Rows.execute(each, "SET TimeZone = 'UTC'", "SET threads = 4");
            Rows.execute(each, "SET pg_pages_per_task = 2");
        }
        opened.attach(direct, server.connectionString(database), "");
        return opened;
    }

    /** Attaches it through PgBouncer. */
    BouncedDatabase attach(String options) throws SQLException {
        attach(pooled, bouncer.connectionString(database), options);
        return this;
    }

    private void attach(Connection duckdb, String connectionString, String options)
            throws SQLException {
        Rows.execute(
                duckdb, "ATTACH '%s' AS pg (TYPE postgres%s)".formatted(connectionString, options));
    }

    /** The connection string through PgBouncer. */
    String connectionString() {
        return bouncer.connectionString(database);
    }

    /** Another DuckDB that has it attached through PgBouncer. */
    Connection another() throws SQLException {
        Connection duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(duckdb, "SET threads = 4", "SET pg_pages_per_task = 2");
        attach(duckdb, connectionString(), "");
        return duckdb;
    }

    Connection pooled() {
        return pooled;
    }

    Connection direct() {
        return direct;
    }

    void run(String... statements) throws SQLException {
        Rows.execute(pooled, statements);
    }

    List<String> rows(String sql) throws SQLException {
        return Rows.of(pooled, sql);
    }

    /** What PostgreSQL itself says. */
    List<String> remote(String sql) throws SQLException {
        try (Connection connection = server.connect(database)) {
            return Rows.of(connection, sql);
        }
    }

    void onServer(String... statements) throws SQLException {
        Servers.execute(server, database, statements);
    }

    /** Asserts that PgBouncer in between changes nothing. */
    void assertSame(String sql) throws SQLException {
        assertThat(rows(sql)).as(sql).isEqualTo(Rows.of(direct, sql)).isNotEmpty();
    }

    /** Ends what Howdah does on the server now. */
    void killBackends() throws SQLException {
        List<String> _ = remote("SELECT pg_terminate_backend(pid) FROM pg_stat_activity" + HOWDAH);
    }

    /** Waits until no transaction of Howdah's is open. */
    void awaitNoTransaction() throws SQLException {
        while (backends(" AND xact_start IS NOT NULL") > 0) {
            Thread.onSpinWait();
        }
    }

    /** Waits until a backend of Howdah's runs a statement like this, or no longer does. */
    void awaitRunning(String like, boolean expected) throws SQLException {
        while (backends(" AND state = 'active' AND query LIKE '" + like + "'") > 0 != expected) {
            Thread.onSpinWait();
        }
    }

    private int backends(String condition) throws SQLException {
        return Integer.parseInt(
                remote("SELECT count(*) FROM pg_stat_activity" + HOWDAH + condition).getFirst());
    }

    @Override
    public void close() throws SQLException {
        try (bouncer;
                direct) {
            pooled.close();
        }
    }
}

package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionTransaction;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;

/** A table that was rewritten since a snapshot was taken is noticed, and kept as it is. */
abstract class RewriteGuardTest {
    private static final String DATABASE = "rewrite_guard";

    private final EmbeddedServer server;
    private Connection connection;
    private Session exporter;
    private String snapshot;

    RewriteGuardTest(int version) {
        server = Servers.version(version);
    }

    /** The oldest server that ctid ranges work on. */
    static final class Version14Test extends RewriteGuardTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends RewriteGuardTest {
        Version18Test() {
            super(18);
        }
    }

    @BeforeEach
    void open() throws SQLException {
        Servers.createDatabase(server, DATABASE);
        connection = server.connect(DATABASE);
        Servers.execute(
                connection,
                "CREATE TABLE parted (id int PRIMARY KEY, t text) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF parted FOR VALUES FROM (0) TO (1000)",
                "CREATE TABLE high PARTITION OF parted DEFAULT",
                "INSERT INTO parted SELECT i, 'x' FROM generate_series(0, 2000) i",
                "DELETE FROM parted WHERE id % 3 = 0",
                "CREATE MATERIALIZED VIEW kept AS SELECT i AS id FROM generate_series(1, 900) i");
        exporter = session();
        snapshot = SessionTransaction.begin(exporter).exportSnapshot().orElseThrow();
    }

    @AfterEach
    void close() throws SQLException {
        exporter.close();
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT",
                "UPDATE parted SET t = 'y'",
                "INSERT INTO parted SELECT i, 'z' FROM generate_series(2001, 4000) i",
                "DELETE FROM parted",
                "VACUUM parted",
                "ANALYZE parted",
                "ALTER TABLE parted ADD COLUMN later int"
            })
    void whatMovesNoRowIsAllowed(String change) throws SQLException {
        Servers.execute(connection, change);
        assertThatCode(() -> check("parted")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VACUUM FULL low",
                "CLUSTER high USING high_pkey",
                "TRUNCATE parted",
                "TRUNCATE low",
                "ALTER TABLE parted ALTER COLUMN t TYPE int USING 1"
            })
    void whatMovesRowsIsRefused(String change) throws SQLException {
        Servers.execute(connection, change);
        assertThatThrownBy(() -> check("parted"))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining("rewritten");
    }

    @Test
    void aMaterializedViewThatWasRefreshedIsRefused() throws SQLException {
        assertThatCode(() -> check("kept")).doesNotThrowAnyException();
        Servers.execute(connection, "REFRESH MATERIALIZED VIEW kept");
        assertThatThrownBy(() -> check("kept")).hasMessageContaining("rewritten");
    }

    @Test
    void locksWhatItHasLookedAt() throws SQLException {
        try (Session session = session()) {
            check(session, "parted");
            assertThat(
                            Servers.strings(
                                    connection,
                                    "SELECT relation::regclass::text FROM pg_locks WHERE mode ="
                                            + " 'AccessShareLock' AND relation IN"
                                            + " ('parted'::regclass, 'low'::regclass,"
                                            + " 'high'::regclass) AND pid <> pg_backend_pid()"))
                    .containsExactlyInAnyOrder("parted", "low", "high");
        }
    }

    private void check(String relation) throws SQLException {
        try (Session session = session()) {
            check(session, relation);
        }
    }

    private void check(Session session, String relation) throws SQLException {
        SessionTransaction.join(session, snapshot);
        String oid = Servers.strings(connection, "SELECT '" + relation + "'::regclass::oid").get(0);
        new RewriteGuard(Integer.parseUnsignedInt(oid))
                .check(
                        session,
                        "SELECT id FROM "
                                + relation
                                + " WHERE ctid >= '(0,0)'::tid AND ctid < '(1,0)'::tid");
    }

    private Session session() {
        return Session.open(ConnectionSettings.parse(server.connectionString(DATABASE)));
    }
}

package dev.howdah.kuzu.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.kuzu.Servers;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of a statement are of one snapshot, bounded, and gone at its end. */
final class StagingTest {
    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    private static StagedSelect all(Staged staged, String table) {
        return new StagedSelect(staged.columns(table), "pg." + table, Optional.empty());
    }

    private static String count(Path file) {
        return "LOAD FROM " + Staging.literal(file) + " RETURN count(*)";
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void allFilesAreOfOneSnapshot(int version) throws SQLException, IOException {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(server, name, "CREATE TABLE t AS SELECT generate_series(1, 10) AS i");
        try (Staged staged = new Staged(server, name);
                Graph graph = new Graph()) {
            Path directory;
            try (Staging staging = staged.stager.begin()) {
                Path first = staging.stage("pg.t", all(staged, "t"));
                directory = first.getParent();
                Servers.execute(server, name, "DELETE FROM t");
                Path second = staging.stage("pg.t", all(staged, "t"));
                Path none =
                        staging.stage(
                                "pg.t", new StagedSelect(List.of(), "pg.t", Optional.empty()));
                assertThat(graph.rows(count(first))).containsExactly("10");
                assertThat(graph.rows(count(second))).containsExactly("10");
                assertThat(graph.rows(count(none))).containsExactly("10");
                staging.remove(first);
                assertThat(first).doesNotExist();
            }
            assertThat(directory).doesNotExist();
            try (Staging staging = staged.stager.begin()) {
                assertThat(graph.rows(count(staging.stage("pg.t", all(staged, "t")))))
                        .containsExactly("0");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsOnlyWhatTheConditionLeaves(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(server, name, "CREATE TABLE t AS SELECT generate_series(1, 10) AS i");
        try (Staged staged = new Staged(server, name);
                Graph graph = new Graph();
                Staging staging = staged.stager.begin()) {
            StagedSelect some = new StagedSelect(staged.columns("t"), "pg.t", Optional.of("i > 7"));
            assertThat(graph.rows(count(staging.stage("pg.t", some)))).containsExactly("3");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void failureLeavesNoFileAndTheNextWorks(int version) throws SQLException, IOException {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(
                server,
                name,
                "CREATE TABLE t AS SELECT CASE i WHEN 200000 THEN 'infinity' ELSE '2020-01-01' END::date AS d"
                        + " FROM generate_series(1, 200000) i",
                "CREATE TABLE u AS SELECT 1 AS i");
        try (Staged staged = new Staged(server, name);
                Graph graph = new Graph()) {
            try (Staging staging = staged.stager.begin()) {
                assertThatThrownBy(() -> staging.stage("pg.t", all(staged, "t")))
                        .hasMessageContaining("infinity");
            }
            try (Staging staging = staged.stager.begin()) {
                Path file = staging.stage("pg.u", all(staged, "u"));
                assertThat(graph.rows(count(file))).containsExactly("1");
                assertThat(files(file.getParent().getParent())).containsExactly(file);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aCancelledStatementStagesNothingMore(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(server, name, "CREATE TABLE t AS SELECT 1 AS i");
        try (Staged staged = new Staged(server, name);
                Staging staging = staged.stager.begin()) {
            staging.cancel();
            assertThatThrownBy(() -> staging.stage("pg.t", all(staged, "t")))
                    .isInstanceOf(SQLException.class)
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("57014");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void cancelStopsWhatRuns(int version) throws Exception {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(server, name, "CREATE VIEW slow AS SELECT pg_sleep(600)::text AS s");
        try (Staged staged = new Staged(server, name);
                java.sql.Connection watching = server.connect(name)) {
            List<StagedColumn> columns = staged.columns("slow");
            try (Staging staging = staged.stager.begin()) {
                Thread canceller =
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            try {
                                                awaitSleep(watching);
                                                staging.cancel();
                                            } catch (SQLException failure) {
                                                throw new IllegalStateException(failure);
                                            }
                                        });
                assertThatThrownBy(
                                () ->
                                        staging.stage(
                                                "pg.slow",
                                                new StagedSelect(
                                                        columns, "pg.slow", Optional.empty())))
                        .isInstanceOf(SQLException.class);
                canceller.join();
            }
            try (Staging staging = staged.stager.begin()) {
                assertThat(staging.connection().createStatement().execute("SELECT 1")).isTrue();
            }
        }
    }

    private static void awaitSleep(java.sql.Connection watching) throws SQLException {
        try (java.sql.Statement statement = watching.createStatement()) {
            boolean sleeping = false;
            while (!sleeping) {
                Thread.onSpinWait();
                try (java.sql.ResultSet row =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()")) {
                    row.next();
                    sleeping = row.getInt(1) > 0;
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theLimitOnTheDiskHolds(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(
                server,
                name,
                "CREATE TABLE t AS SELECT md5(i::text) AS h FROM generate_series(1, 300000) i",
                "CREATE TABLE u AS SELECT 1 AS i");
        StagingLimits small = StagingLimits.configured().withDiskBytes(1_000_000);
        try (Staged staged = new Staged(server, name, small)) {
            try (Staging staging = staged.stager.begin()) {
                assertThatThrownBy(() -> staging.stage("pg.t", all(staged, "t")))
                        .hasMessageContaining("pg.t")
                        .hasMessageContaining("1000000 bytes")
                        .hasMessageContaining("howdah.staging.limit")
                        .extracting(failure -> ((SQLException) failure).getSQLState())
                        .isEqualTo("53100");
            }
            try (Staging staging = staged.stager.begin()) {
                assertThat(staging.stage("pg.u", all(staged, "u"))).exists();
            }
        }
    }

    /** By DuckDB's defaults a row group of these would need 11 GB. */
    @ParameterizedTest
    @MethodSource("versions")
    void longTextsNeedLittleMemory(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(
                server,
                name,
                "CREATE VIEW v AS SELECT repeat(md5(i::text), 3000) AS t FROM generate_series(1, 6500) i");
        StagingLimits configured = StagingLimits.configured();
        StagingLimits small =
                new StagingLimits(configured.diskBytes(), 512L << 20, configured.threads());
        try (Staged staged = new Staged(server, name, small);
                Graph graph = new Graph();
                Staging staging = staged.stager.begin()) {
            Path file = staging.stage("pg.v", all(staged, "v"));
            assertThat(
                            graph.rows(
                                    "LOAD FROM %s RETURN count(*), sum(size(h0))"
                                            .formatted(Staging.literal(file))))
                    .containsExactly("6500|624000000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "it's", "a[1]", "[!x]", "$HOME", "ü\uD83D\uDE00", "a{b};--"})
    void kuzuFindsTheFileWhateverTheDirectoryIsCalled(String name, @TempDir Path parent)
            throws IOException {
        Path directory = Files.createDirectories(parent.resolve(name));
        Path file = Files.writeString(directory.resolve("1.csv"), "a\nb\n");
        try (Graph graph = new Graph()) {
            assertThat(graph.rows(count(file))).containsExactly("2");
        }
    }
}

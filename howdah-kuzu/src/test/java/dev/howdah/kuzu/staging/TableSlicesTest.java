package dev.howdah.kuzu.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.kuzu.Servers;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table that is larger than the limit goes through it in slices, every row once. */
final class TableSlicesTest {
    private static final long LIMIT = 2_000_000;

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    private static Staged with(int version, String... statements) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(server, name, statements);
        return new Staged(server, name, StagingLimits.configured().withDiskBytes(LIMIT));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyRowOfALargeTableComesOnce(int version) throws SQLException {
        everyRowComesOnce(
                version,
                "CREATE TABLE t (i int PRIMARY KEY, \"It's\" text, price numeric(9,2))",
                "INSERT INTO t SELECT i, md5(i::text), i / 4.0 FROM generate_series(1, 100000) i");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyRowOfAPartitionedTableComesOnce(int version) throws SQLException {
        everyRowComesOnce(
                version,
                "CREATE TABLE t (i int PRIMARY KEY, \"It's\" text, price numeric(9,2)) PARTITION BY RANGE (i)",
                "CREATE TABLE small PARTITION OF t FOR VALUES FROM (0) TO (1000)",
                "CREATE TABLE rest PARTITION OF t DEFAULT",
                "INSERT INTO t SELECT i, md5(i::text), i / 4.0 FROM generate_series(1, 100000) i");
    }

    private static void everyRowComesOnce(int version, String... statements) throws SQLException {
        try (Staged staged = with(version, statements);
                Graph graph = new Graph();
                Staging staging = staged.stager.begin()) {
            List<StagedColumn> columns = staged.columns("t");
            Map<String, String> names = new LinkedHashMap<>();
            columns.forEach(column -> names.put(column.name(), column.name()));
            TableSlices slices = TableSlices.of(staging, "pg", staged.relation("t"));
            assertThat(slices.count()).isGreaterThan(3);
            graph.rows(
                    "CREATE NODE TABLE T(i INT32, t STRING, price DECIMAL(9, 2), PRIMARY KEY(i))");
            for (int i = 0; i < slices.count(); i++) {
                Path file =
                        staging.stage(
                                "pg.t",
                                new StagedSelect(
                                        columns, slices.source(i, names), Optional.of("i <> 7")));
                assertThat(file.toFile().length()).isLessThan(LIMIT);
                graph.rows(
                        "COPY T FROM (LOAD FROM %s WITH %s RETURN *)"
                                .formatted(
                                        Staging.literal(file),
                                        columns.stream()
                                                .map(StagedColumn::projection)
                                                .collect(Collectors.joining(", "))));
                staging.remove(file);
            }
            assertThat(graph.rows("MATCH (t:T) RETURN count(*), min(t.i), max(t.i), sum(t.i)"))
                    .containsExactly("99999|1|100000|5000049993");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatFitsOrHasNoPagesIsNotCut(int version) throws SQLException {
        try (Staged staged =
                        with(
                                version,
                                "CREATE TABLE t AS SELECT 1 AS i",
                                "CREATE VIEW v AS SELECT generate_series(1, 10000000) AS i");
                Staging staging = staged.stager.begin()) {
            assertThat(TableSlices.of(staging, "pg", staged.relation("t")).isEmpty()).isTrue();
            assertThat(TableSlices.of(staging, "pg", staged.relation("v")).isEmpty()).isTrue();
        }
    }
}

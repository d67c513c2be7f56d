package dev.howdah.kuzu.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.kuzu.Servers;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.server.EmbeddedServer;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Each type arrives in Kùzu as the passage table says, read and stored. */
final class PassageTest {
    private static final List<TypeCases.Case> CASES = TypeCases.cases();

    /** DuckDB takes them for any other text. */
    private static final List<String> GEOMETRY =
            List.of("point", "spot", "line", "lseg", "box", "polygon", "circle");

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    /** One column for each case, the values of each from the first row on, then nulls. */
    private static List<String> wideTable() {
        int rows = CASES.stream().mapToInt(type -> type.literals().size()).max().orElseThrow() + 1;
        StringBuilder create = new StringBuilder("CREATE TABLE wide (k int");
        for (int i = 0; i < CASES.size(); i++) {
            create.append(", c").append(i).append(' ').append(CASES.get(i).postgres());
        }
        List<String> statements = new ArrayList<>(TypeCases.PREPARATION);
        statements.add(create + ")");
        for (int row = 0; row < rows; row++) {
            StringBuilder insert = new StringBuilder("INSERT INTO wide VALUES (" + row);
            for (TypeCases.Case type : CASES) {
                List<String> literals = type.literals();
                insert.append(", ").append(row < literals.size() ? literals.get(row) : "NULL");
            }
            statements.add(insert + ")");
        }
        return statements;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void arrivesAsTheTableSays(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(server, name, wideTable().toArray(String[]::new));
        SoftAssertions all = new SoftAssertions();
        try (Staged staged = new Staged(server, name);
                Graph graph = new Graph();
                Staging staging = staged.stager.begin()) {
            List<StagedColumn> columns = staged.columns("wide");
            Path file =
                    staging.stage(
                            "pg.wide", new StagedSelect(columns, "pg.wide", Optional.empty()));
            String projections =
                    columns.stream()
                            .map(StagedColumn::projection)
                            .collect(Collectors.joining(", "));
            String load = "LOAD FROM %s WITH %s ".formatted(Staging.literal(file), projections);
            for (int i = 0; i < CASES.size(); i++) {
                check(graph, load, columns.get(i + 1), CASES.get(i), all);
            }
        }
        all.assertAll();
    }

    private static void check(
            Graph graph,
            String load,
            StagedColumn column,
            TypeCases.Case type,
            SoftAssertions all) {
        String name = column.name();
        List<String> expected = new ArrayList<>(type.texts());
        expected.add("null");
        int rows = expected.size();
        all.assertThat(column.type()).as("announced type of %s", type).isEqualTo(type.kuzu());
        all.assertThat(graph.rows(load + "RETURN " + name + " ORDER BY k LIMIT " + rows))
                .as("values of %s", type)
                .isEqualTo(expected);
        graph.rows("CREATE NODE TABLE T%1$s AS %2$s RETURN k, %1$s".formatted(name, load));
        all.assertThat(
                        graph.rows(
                                "MATCH (t:T%1$s) RETURN t.%1$s ORDER BY t.k LIMIT %2$d"
                                        .formatted(name, rows)))
                .as("stored values of %s", type)
                .isEqualTo(expected);
        all.assertThat(
                        graph.rows(
                                "CALL TABLE_INFO('T%1$s') WHERE name = '%1$s' RETURN type"
                                        .formatted(name)))
                .as("stored type of %s", type)
                .containsExactly(type.kuzu().replace("`", ""));
        if (column.declarable()) {
            graph.rows(
                    "CREATE NODE TABLE D%s(k INT32, v %s, PRIMARY KEY(k))"
                            .formatted(name, column.type()));
            graph.rows("COPY D%1$s FROM (%2$s RETURN k, %1$s)".formatted(name, load));
            all.assertThat(
                            graph.rows(
                                    "MATCH (t:D%s) RETURN t.v ORDER BY t.k LIMIT %d"
                                            .formatted(name, rows)))
                    .as("copied values of %s", type)
                    .isEqualTo(expected);
        }
    }

    /** Both ways to the same passage: PostgreSQL's catalogue, and DuckDB's word for a query. */
    @ParameterizedTest
    @MethodSource("versions")
    void describesAQueryAsItsTable(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(server, name, wideTable().toArray(String[]::new));
        try (Staged staged = new Staged(server, name);
                Staging staging = staged.stager.begin()) {
            List<ColumnPassage> described =
                    staging.describe("pg.wide", "SELECT * FROM pg.wide", "h");
            List<ColumnPassage> known = staged.passages("wide");
            for (int i = 1; i < known.size(); i++) {
                if (!GEOMETRY.contains(CASES.get(i - 1).postgres())) {
                    assertThat(described.get(i)).isEqualTo(known.get(i));
                }
            }
            List<ColumnPassage> queried =
                    staging.describe(
                            "the query",
                            "SELECT * FROM postgres_query('pg', 'SELECT 1.5::numeric(4,2) AS n, now() AS \"A b\"')",
                            "q");
            assertThat(queried)
                    .extracting(passage -> ((StagedColumn) passage).projection())
                    .containsExactly(
                            "CAST(q0 AS DECIMAL(4, 2)) AS `n`",
                            "CAST(q1 AS TIMESTAMP_TZ) AS `A b`");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void keepsSmallNegativeDecimals(int version) throws SQLException {
        try (Staged staged = with(version, "CREATE TABLE t AS SELECT -0.01::numeric(12,2) AS n");
                Graph graph = new Graph();
                Staging staging = staged.stager.begin()) {
            // Kùzu's text of it is "0.-1", so it compares by itself.
            assertThat(
                            graph.rows(
                                    load(staging, staged)
                                            + "RETURN n = CAST('-0.01' AS DECIMAL(12, 2))"))
                    .containsExactly("True");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void refusesInfinity(int version) throws SQLException {
        for (String value :
                List.of(
                        "'infinity'::date",
                        "'-infinity'::timestamp",
                        "'infinity'::timestamptz",
                        "ARRAY[NULL, 'infinity'::date]",
                        "ARRAY['2020-01-01', 'infinity'::timestamptz]",
                        "ROW(1, '{}', 'infinity')::simple",
                        "ARRAY[ROW(1, '{}', 'infinity')::simple]")) {
            try (Staged staged =
                            with(
                                    version,
                                    "CREATE TYPE simple AS (x int, tags text[], at timestamp)",
                                    "CREATE TABLE t AS SELECT " + value + " AS late");
                    Staging staging = staged.stager.begin()) {
                assertThatThrownBy(() -> load(staging, staged))
                        .as(value)
                        .hasMessageContaining("\"late\" of pg.t")
                        .hasMessageContaining("SQL_QUERY");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void saysThatABacktickCannotBeWritten(int version) throws SQLException {
        try (Staged staged = with(version, "CREATE TABLE t (\"a`b\" int)")) {
            assertThat(staged.passages("t"))
                    .singleElement()
                    .isInstanceOf(ColumnPassage.Unsupported.class);
        }
    }

    /** More than one of Kùzu's chunks, and behind a join, where its casts of lists go wrong. */
    @ParameterizedTest
    @MethodSource("versions")
    void keepsListsOfManyRows(int version) throws SQLException {
        try (Staged staged =
                        with(
                                version,
                                "CREATE TABLE t (i int, l numeric(9,2)[], x text[], nn int[][], nt text, v interval)",
                                """
                                INSERT INTO t SELECT i, CASE WHEN i % 7 > 0 THEN l END, l::text[],
                                    CASE WHEN i % 3 > 0 THEN ARRAY[[i, i + 1], [NULL, i]] END,
                                    format('[[%s,%s],[,%s]]', i, i + 1, i),
                                    CASE WHEN i % 5 > 0 THEN i * interval '-1 day' END
                                FROM generate_series(0, 9999) i, LATERAL (SELECT coalesce(array_agg(
                                    CASE WHEN (i + j) % 11 > 0 THEN i + j + 0.25 END), '{}')::numeric(9,2)[] AS l
                                    FROM generate_series(1, i % 5) j) s
                                """);
                Graph graph = new Graph();
                Staging staging = staged.stager.begin()) {
            String load = load(staging, staged);
            graph.rows("CREATE NODE TABLE N(id INT64, PRIMARY KEY(id))");
            graph.rows("UNWIND range(0, 2999) AS id CREATE (:N {id: id})");
            assertThat(graph.rows(load + "WHERE CAST(l AS STRING) <> CAST(x AS STRING) RETURN i"))
                    .isEmpty();
            assertThat(graph.rows(load + "WHERE CAST(nn AS STRING) <> nt RETURN i")).isEmpty();
            assertThat(graph.rows(load + "RETURN count(*), count(l), count(v)"))
                    .containsExactly("10000|8571|8000");
            assertThat(
                            graph.rows(
                                    "MATCH (n:N) WHERE n.id % 100 = 1 "
                                            + load.replace("WITH ", "WITH n, ")
                                            + "WHERE n.id = i AND (l IS NULL OR CAST(l AS STRING) ="
                                            + " CAST(x AS STRING)) RETURN count(*), count(l), count(v)"))
                    .containsExactly("30|26|30");
        }
    }

    private static Staged with(int version, String... statements) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String name = Servers.createDatabase(server);
        Servers.execute(server, name, statements);
        return new Staged(server, name);
    }

    /** LOAD FROM … WITH … over all columns of t. */
    private static String load(Staging staging, Staged staged) throws SQLException {
        List<StagedColumn> columns = staged.columns("t");
        Path file = staging.stage("pg.t", new StagedSelect(columns, "pg.t", Optional.empty()));
        return "LOAD FROM %s WITH %s "
                .formatted(
                        Staging.literal(file),
                        columns.stream()
                                .map(StagedColumn::projection)
                                .collect(Collectors.joining(", ")));
    }
}

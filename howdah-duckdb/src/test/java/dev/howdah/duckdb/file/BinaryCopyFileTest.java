package dev.howdah.duckdb.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files of ours and of PostgreSQL's own, each read by the other. */
final class BinaryCopyFileTest {
    private static final String TYPES =
            "b boolean, i2 smallint, i4 integer, i8 bigint, n numeric(12,3), big numeric(39,0),"
                    + " f4 real, f8 double precision, t text, bin bytea, d date, ti time,"
                    + " tz timetz, ts timestamp, tstz timestamptz, iv interval, u uuid,"
                    + " bits bit varying, j json, s jsonb, a integer[], at text[], a2 bigint[]";
    private static final String FIRST_ROW =
            """
            SELECT true AS b, 7::TINYINT AS i2, (-70000)::INTEGER AS i4, 9::BIGINT << 40 AS i8,
              1234.567::DECIMAL(12,3) AS n, 170141183460469231731687303715884105727::HUGEINT AS big,
              1.5::FLOAT AS f4, 'NaN'::DOUBLE AS f8, repeat('żółć', 10) AS t,
              '\\x00\\xFF'::BLOB AS bin, DATE '2024-02-29' AS d, TIME '23:59:59.999999' AS ti,
              TIMETZ '01:02:03+05:30' AS tz, TIMESTAMP '1999-12-31 23:59:59' AS ts,
              TIMESTAMPTZ '2024-01-01 00:00:00+00' AS tstz, INTERVAL '1 month 2 days 3 seconds' AS iv,
              'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID AS u, '10110'::BIT AS bits,
              '{"k": [1]}'::JSON AS j, {a: 1, b: 'x'} AS s, [1, NULL, 3] AS a,
              ['', 'a "quoted" word', NULL] AS at, [[1, 2], [3, 4]]::BIGINT[][] AS a2
            """;
    private static final String MORE_ROWS =
            """
            SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
              NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
            UNION ALL SELECT false, 0, 0, 0, -0.001, -1, -0.0, '-Infinity', '', ''::BLOB,
              'infinity'::DATE, '00:00'::TIME, '24:00:00-15'::TIMETZ, '-infinity'::TIMESTAMP,
              'infinity'::TIMESTAMPTZ, '-1 second'::INTERVAL, uuid(), '1'::BIT, 'null'::JSON,
              NULL, [], [], []
            """;

    private static EmbeddedServer server;

    @TempDir private Path directory;
    private BinaryFiles duckdb;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.start(EmbeddedServer.NEWEST);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        duckdb = new BinaryFiles();
        duckdb.execute("SET TimeZone = 'UTC'");
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
    }

    @Test
    void everyTypeGoesToTheServerAndBack() throws Exception {
        duckdb.execute("CREATE TABLE rows AS " + FIRST_ROW);
        duckdb.execute("INSERT INTO rows " + MORE_ROWS);
        Path ours = directory.resolve("ours.bin");
        assertThat(duckdb.write("FROM rows", ours)).isEqualTo(3);

        Path theirs = directory.resolve("theirs.bin");
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE t(" + TYPES + ")");
            copyIn(connection, "t", ours);
            try (ResultSet row =
                    statement.executeQuery(
                            "SELECT i2, big, tz, iv, bits, s, a, at, a2 FROM t WHERE i2 = 7")) {
                row.next();
                assertThat(row.getString(2)).isEqualTo("170141183460469231731687303715884105727");
                assertThat(row.getString(3)).isEqualTo("01:02:03+05:30");
                assertThat(row.getString(5)).isEqualTo("10110");
                assertThat(row.getString(6)).isEqualTo("{\"a\": 1, \"b\": \"x\"}");
                assertThat(row.getString(8)).isEqualTo("{\"\",\"a \\\"quoted\\\" word\",NULL}");
                assertThat(row.getString(9)).isEqualTo("{{1,2},{3,4}}");
            }
            copyOut(connection, "t", theirs);
        }
        Map<String, String> types = duckdb.describe("FROM rows");
        for (Path file : List.of(ours, theirs)) {
            duckdb.execute("CREATE OR REPLACE TABLE back AS FROM rows LIMIT 0");
            duckdb.execute("INSERT INTO back FROM " + read(file, types));
            assertThat(duckdb.rows("SELECT COLUMNS(*)::VARCHAR FROM back"))
                    .isEqualTo(duckdb.rows("SELECT COLUMNS(*)::VARCHAR FROM rows"));
        }
    }

    @Test
    void manyRowsSomeColumnsSeveralFiles() throws Exception {
        String query =
                "SELECT r AS id, 'text number ' || r AS t, r / 8 AS d FROM range(100000) t(r)";
        Path file = directory.resolve("many.bin");
        assertThat(duckdb.write(query, file)).isEqualTo(100_000);
        String read = read(file, duckdb.describe(query));
        assertThat(duckdb.rows("(" + query + ") EXCEPT ALL FROM " + read)).isEmpty();
        assertThat(duckdb.rows("SELECT count(*), sum(d), max(t) FROM " + read))
                .isEqualTo(duckdb.rows("SELECT count(*), sum(d), max(t) FROM (" + query + ")"));
        String both = "[" + name(file) + ", " + name(file) + "]";
        assertThat(
                        duckdb.rows(
                                "SELECT count(*) FROM "
                                        + ReadPostgresBinary.call(both, duckdb.describe(query))))
                .containsExactly("200000");
    }

    @Test
    void anEmptyResultIsAFileOfItsOwn() throws Exception {
        Path file = directory.resolve("empty.bin");
        assertThat(duckdb.write("SELECT 1 AS a WHERE false", file)).isZero();
        assertThat(duckdb.rows("FROM " + read(file, Map.of("a", "INTEGER")))).isEmpty();
    }

    @Test
    void aRowMustFitTheBuffer() throws Exception {
        Path file = directory.resolve("wide.bin");
        duckdb.write("SELECT 1 AS a, repeat('x', 300000) AS t", file);
        Map<String, String> types = new LinkedHashMap<>();
        types.put("a", "INTEGER");
        types.put("t", "VARCHAR");
        assertThat(duckdb.rows("SELECT a, length(t) FROM " + read(file, types)))
                .containsExactly("1 | 300000");
        String small = read(file, types).replace("columns :=", "buffer_size := 100000, columns :=");
        assertThatThrownBy(() -> duckdb.rows("FROM " + small))
                .hasMessageContaining(
                        "row 1 at byte 19: the row does not fit into the read buffer of 100000"
                                + " bytes; if the file is sound, raise buffer_size");
    }

    @Test
    void aWrongFileIsNamedWithThePlace() throws Exception {
        Path file = directory.resolve("good.bin");
        duckdb.write("SELECT r::INTEGER AS a FROM range(10) t(r)", file);
        byte[] good = Files.readAllBytes(file);
        Map<String, String> types = Map.of("a", "INTEGER");
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> duckdb.rows("FROM " + read(file, types)))
                    .hasMessageContaining(file.toString());
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertThatThrownBy(() -> duckdb.rows("FROM " + read(file, types)))
                .hasMessageContaining("there is more behind the trailer");
        Files.writeString(file, "a,b\n1,2\n a text file of some length");
        assertThatThrownBy(() -> duckdb.rows("FROM " + read(file, types)))
                .hasMessageContaining("byte 0: no header of PostgreSQL's binary COPY files");
        Files.write(file, good);
        assertThatThrownBy(() -> duckdb.rows("FROM " + read(file, Map.of("a", "BIGINT"))))
                .hasMessageContaining("row 1 at byte 19: column \"a\"");
        assertThatThrownBy(() -> duckdb.rows("FROM " + read(file, duckdb.describe("SELECT 1, 2"))))
                .hasMessageContaining("the row has 1 fields, but columns names 2");
        assertThatThrownBy(() -> duckdb.rows("FROM read_postgres_binary(" + name(file) + ")"))
                .hasMessageContaining("columns := {");
        assertThatThrownBy(() -> duckdb.rows("FROM " + read(directory.resolve("missing"), types)))
                .hasMessageContaining("there is no file");
        assertThatThrownBy(() -> duckdb.rows("FROM " + read(file, Map.of("a", "POINT"))))
                .hasMessageContaining("column \"a\": the type POINT has no form");
    }

    @Test
    void aQueryThatFailsLeavesTheOldFile() throws Exception {
        Path file = directory.resolve("kept.bin");
        duckdb.write("SELECT 1 AS a", file);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(
                        () ->
                                duckdb.write(
                                        "SELECT CASE WHEN r = 90000000 THEN error('no') ELSE r END"
                                                + "::BIGINT AS a FROM range(100000000) t(r)",
                                        file))
                .hasMessageContaining("no");
        assertThatThrownBy(() -> duckdb.write("SELECT 'a' || chr(0) AS t", file))
                .hasMessageContaining("column \"t\", row 1");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void psqlReadsAndWritesThem() throws Exception {
        Path psql = Path.of("/usr/lib/postgresql/15/bin/psql");
        Assumptions.assumeTrue(Files.isExecutable(psql), "psql 15 is not on this machine");
        Path ours = directory.resolve("ours.bin");
        Path theirs = directory.resolve("theirs.bin");
        String query = "SELECT r::INTEGER AS a, 'row ' || r AS t FROM range(5000) t(r)";
        duckdb.write(query, ours);
        Process process =
                new ProcessBuilder(
                                psql.toString(),
                                "-X",
                                "-v",
                                "ON_ERROR_STOP=1",
                                "-d",
                                server.connectionString(),
                                "-c",
                                "CREATE TABLE psql_rows(a int, t text)",
                                "-c",
                                "\\copy psql_rows from '" + ours + "' (format binary)",
                                "-c",
                                "\\copy psql_rows to '" + theirs + "' (format binary)")
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(
                        duckdb.rows(
                                "("
                                        + query
                                        + ") EXCEPT ALL FROM "
                                        + read(theirs, duckdb.describe(query))))
                .isEmpty();
    }

    private static String read(Path file, Map<String, String> types) {
        return ReadPostgresBinary.call(name(file), types);
    }

    private static String name(Path file) {
        return DuckDbLiteral.quote(file.toString());
    }

    private static void copyIn(Connection connection, String table, Path file)
            throws SQLException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)", in);
        }
    }

    private static void copyOut(Connection connection, String table, Path file)
            throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY " + table + " TO STDOUT (FORMAT binary)", out);
        }
    }
}

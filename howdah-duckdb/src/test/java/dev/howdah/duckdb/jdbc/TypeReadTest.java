package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Each type of docs/types.md arrives as that page says, and stays so in a local table. */
final class TypeReadTest {
    private static final Map<Integer, String> DATABASES = new ConcurrentHashMap<>();
    private static final List<TypeTable.Case> CASES = TypeTable.cases();

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    private static Connection attach(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        if (!DATABASES.containsKey(version)) {
            String name = Servers.createDatabase(server);
            List<String> statements = new ArrayList<>(TypeTable.PREPARATION);
            statements.addAll(wideTable());
            statements.addAll(oddTables());
            Servers.execute(server, name, statements.toArray(String[]::new));
            DATABASES.put(version, name);
        }
        Connection duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "SET TimeZone = 'UTC'",
                "ATTACH '%s' AS pg (TYPE postgres)"
                        .formatted(server.connectionString(DATABASES.get(version))));
        return duckdb;
    }

    /** One column for each case, the values of each from the first row on, then nulls. */
    private static List<String> wideTable() {
        int rows = CASES.stream().mapToInt(type -> type.literals().size()).max().orElseThrow() + 1;
        StringBuilder create = new StringBuilder("CREATE TABLE wide (k int");
        for (int i = 0; i < CASES.size(); i++) {
            create.append(", c").append(i).append(' ').append(CASES.get(i).postgres());
        }
        List<String> statements = new ArrayList<>(List.of(create + ")"));
        for (int row = 0; row < rows; row++) {
            StringBuilder insert = new StringBuilder("INSERT INTO wide VALUES (" + row);
            for (TypeTable.Case type : CASES) {
                List<String> literals = type.literals();
                insert.append(", ").append(row < literals.size() ? literals.get(row) : "NULL");
            }
            statements.add(insert + ")");
        }
        return statements;
    }

    private static List<String> oddTables() {
        return List.of(
                "CREATE TABLE numbers AS SELECT 12345678901234567890.123456789::numeric AS n",
                "CREATE TABLE exact AS SELECT 12.34::numeric AS n, ARRAY[1.5]::numeric[] AS a",
                "CREATE TABLE nan AS SELECT 'NaN'::numeric(5,2) AS n",
                "CREATE TABLE mixed (a int[])",
                "INSERT INTO mixed VALUES ('{1}'), ('{{1,2}}')",
                "CREATE TABLE late AS SELECT '294276-12-31'::timestamp AS at",
                "CREATE TABLE vast AS SELECT 1e400::numeric AS n",
                "CREATE TABLE bits AS SELECT ''::varbit AS v");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsEachTypeAsDocumented(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            Rows.execute(duckdb, "CREATE TABLE local AS FROM pg.wide");
            SoftAssertions all = new SoftAssertions();
            for (String table : List.of("pg.wide", "local")) {
                for (int i = 0; i < CASES.size(); i++) {
                    check(duckdb, table, i, all);
                }
            }
            all.assertAll();
        }
    }

    private static void check(Connection duckdb, String table, int index, SoftAssertions all)
            throws SQLException {
        TypeTable.Case type = CASES.get(index);
        String column = "c" + index;
        all.assertThat(Rows.of(duckdb, "SELECT typeof(" + column + ") FROM " + table).getFirst())
                .as("type of %s in %s", type, table)
                .isEqualTo(type.duck());
        all.assertThat(
                        Rows.of(
                                duckdb,
                                "SELECT %1$s::VARCHAR FROM %2$s WHERE %1$s IS NOT NULL ORDER BY k"
                                        .formatted(column, table)))
                .as("values of %s in %s", type, table)
                .isEqualTo(type.texts());
        all.assertThat(
                        Rows.of(
                                duckdb,
                                "SELECT count(*) - count(%s) FROM %s".formatted(column, table)))
                .as("nulls of %s in %s", type, table)
                .isEqualTo(
                        Rows.of(
                                duckdb,
                                "SELECT count(*) - %d FROM %s"
                                        .formatted(type.texts().size(), table)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsNumericAsTheSettingSays(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            String numbers = "SELECT typeof(n), n::VARCHAR FROM pg.numbers";
            String exact = "SELECT typeof(n), n, typeof(a), a::VARCHAR FROM pg.exact";
            assertThat(Rows.of(duckdb, numbers)).containsExactly("DOUBLE|1.2345678901234567e+19");
            Rows.execute(duckdb, "SET pg_numeric_as = 'varchar'");
            assertThat(Rows.of(duckdb, numbers))
                    .containsExactly("VARCHAR|12345678901234567890.123456789");
            assertThat(Rows.of(duckdb, exact)).containsExactly("VARCHAR|12.34|VARCHAR[]|[1.5]");
            Rows.execute(duckdb, "SET pg_numeric_as = 'decimal(20,3)'");
            assertThat(Rows.of(duckdb, exact))
                    .containsExactly("DECIMAL(20,3)|12.340|DECIMAL(20,3)[]|[1.500]");
            refuses(
                    duckdb,
                    "FROM pg.numbers",
                    "numbers",
                    "\"n\"",
                    "12345678901234567890.123456789");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsNanAsTheSettingSays(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            refuses(duckdb, "FROM pg.nan", "nan", "\"n\"", "pg_numeric_nan");
            Rows.execute(duckdb, "SET pg_numeric_nan = 'null'");
            assertThat(Rows.of(duckdb, "SELECT n IS NULL FROM pg.nan")).containsExactly("true");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsArraysAsTextOnDemand(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            refuses(duckdb, "FROM pg.mixed", "mixed", "\"a\"", "pg_array_as_varchar");
            Rows.execute(duckdb, "SET pg_array_as_varchar = true");
            assertThat(Rows.of(duckdb, "SELECT typeof(a), a FROM pg.mixed"))
                    .containsExactly("VARCHAR|{1}", "VARCHAR|{{1,2}}");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void refusesWhatDuckDbCannotHold(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            refuses(duckdb, "FROM pg.late", "late", "\"at\"");
            refuses(duckdb, "FROM pg.vast", "vast", "\"n\"", "pg_numeric_as");
            refuses(duckdb, "FROM pg.bits", "bits", "\"v\"");
        }
    }

    private static void refuses(Connection duckdb, String sql, String... hints)
            throws SQLException {
        assertThatThrownBy(() -> Rows.of(duckdb, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("\"pg\"")
                .satisfies(failure -> assertThat(failure.getMessage()).contains(hints))
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("22003");
        assertThat(Rows.of(duckdb, "SELECT k FROM pg.wide WHERE k = 0")).containsExactly("0");
    }
}

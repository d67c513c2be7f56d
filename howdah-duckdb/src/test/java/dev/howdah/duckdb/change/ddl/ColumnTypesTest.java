package dev.howdah.duckdb.change.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.PgType.Enumeration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Which column DuckDB's types get, and that DuckDB can compute what goes into it. */
final class ColumnTypesTest {
    private static final ColumnTypes TYPES =
            new ColumnTypes(
                    List.of(
                            new Enumeration(1, "other", "Feeling", List.of("good", "bad")),
                            new Enumeration(2, "public", "it's odd", List.of("a'b", "c")),
                            new Enumeration(3, "public", "mood", List.of("sad", "happy"))));

    private static Connection duckdb;

    @BeforeAll
    static void connect() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    static void disconnect() throws SQLException {
        duckdb.close();
    }

    /**
     * DuckDB's type, an example, PostgreSQL's type, DuckDB's type of what is sent, the same value.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    BOOLEAN                  | true                             | boolean                  | BOOLEAN                  | true
                    TINYINT                  | -128                             | smallint                 | SMALLINT                 | -128
                    UTINYINT                 | 255                              | smallint                 | SMALLINT                 | 255
                    SMALLINT                 | -32768                           | smallint                 | SMALLINT                 | -32768
                    USMALLINT                | 65535                            | integer                  | INTEGER                  | 65535
                    INTEGER                  | 7                                | integer                  | INTEGER                  | 7
                    UINTEGER                 | 4294967295                       | bigint                   | BIGINT                   | 4294967295
                    BIGINT                   | 9223372036854775807              | bigint                   | BIGINT                   | 9223372036854775807
                    UBIGINT                  | 18446744073709551615             | numeric(20,0)            | DECIMAL(20,0)            | 18446744073709551615
                    HUGEINT                  | -170141183460469231731687303715884105728 | numeric(39,0)    | VARCHAR                  | -170141183460469231731687303715884105728
                    UHUGEINT                 | 340282366920938463463374607431768211455 | numeric(39,0)     | VARCHAR                  | 340282366920938463463374607431768211455
                    BIGNUM                   | '1234567890123456789012345678901234567890123' | numeric     | VARCHAR                  | 1234567890123456789012345678901234567890123
                    DECIMAL(10,2)            | 1.25                             | numeric(10,2)            | DECIMAL(10,2)            | 1.25
                    DECIMAL                  | 1.25                             | numeric(18,3)            | DECIMAL(18,3)            | 1.250
                    DECIMAL(38,0)            | 1                                | numeric(38,0)            | DECIMAL(38,0)            | 1
                    FLOAT                    | 1.5                              | real                     | FLOAT                    | 1.5
                    DOUBLE                   | 'NaN'                            | double precision         | DOUBLE                   | nan
                    VARCHAR                  | 'x'                              | text                     | VARCHAR                  | x
                    BLOB                     | 'ab'                             | bytea                    | BLOB                     | ab
                    BIT                      | '101'                            | bit varying              | BIT                      | 101
                    UUID                     | '00000000-0000-0000-0000-000000000001' | uuid               | UUID                     | 00000000-0000-0000-0000-000000000001
                    JSON                     | '{"a":1}'                        | json                     | JSON                     | {"a":1}
                    DATE                     | '2020-02-29'                     | date                     | DATE                     | 2020-02-29
                    TIME                     | '12:34:56.789012'                | time                     | TIME                     | 12:34:56.789012
                    TIME_NS                  | '12:34:56.789012345'             | time                     | TIME                     | 12:34:56.789012
                    TIMETZ                   | '12:00:00+02'                    | time with time zone      | TIME WITH TIME ZONE      | 12:00:00+02
                    TIMESTAMP                | '2020-01-01 00:00:01'            | timestamp                | TIMESTAMP                | 2020-01-01 00:00:01
                    TIMESTAMP_S              | '2020-01-01 00:00:01'            | timestamp                | TIMESTAMP                | 2020-01-01 00:00:01
                    TIMESTAMP_MS             | '2020-01-01 00:00:01.5'          | timestamp                | TIMESTAMP                | 2020-01-01 00:00:01.5
                    TIMESTAMP_NS             | '2020-01-01 00:00:01.123456789'  | timestamp                | TIMESTAMP                | 2020-01-01 00:00:01.123457
                    TIMESTAMPTZ              | '2020-01-01 00:00:01+00'         | timestamp with time zone | TIMESTAMP WITH TIME ZONE | 2020-01-01 00:00:01+00
                    TIMESTAMPTZ_NS           | '2020-01-01 00:00:01+00'         | timestamp with time zone | TIMESTAMP WITH TIME ZONE | 2020-01-01 00:00:01+00
                    INTERVAL                 | '1 month 2 days'                 | interval                 | INTERVAL                 | 1 month 2 days
                    GEOMETRY                 | 'POINT(1 2)'                     | text                     | VARCHAR                  | POINT (1 2)
                    ENUM('x', 'y')           | 'y'                              | text                     | VARCHAR                  | y
                    ENUM('sad', 'happy')     | 'happy'                          | "public"."mood"          | VARCHAR                  | happy
                    ENUM('happy', 'sad')     | 'happy'                          | text                     | VARCHAR                  | happy
                    ENUM('a''b', 'c')        | 'a''b'                           | "public"."it's odd"     | VARCHAR                  | a'b
                    ENUM('sad', 'happy')[]   | ['happy', NULL]                  | "public"."mood"[]        | VARCHAR[]                | [happy, NULL]
                    INTEGER[]                | [1, NULL]                        | integer[]                | INTEGER[]                | [1, NULL]
                    UTINYINT[][]             | [[1], [255]]                     | smallint[][]             | SMALLINT[][]             | [[1], [255]]
                    INTEGER[2][3]            | [[1, 2], [3, 4], [5, 6]]         | integer[][]              | INTEGER[][]              | [[1, 2], [3, 4], [5, 6]]
                    HUGEINT[]                | [1]                              | numeric(39,0)[]          | VARCHAR[]                | [1]
                    DECIMAL(4,1)[]           | [1.5]                            | numeric(4,1)[]           | DECIMAL(4,1)[]           | [1.5]
                    JSON[]                   | ['{"a": 1}']                     | json[]                   | JSON[]                   | [{"a": 1}]
                    INTEGER[][][][][][][]    | [[[[[[[1]]]]]]]                  | jsonb                    | JSON                     | [[[[[[[1]]]]]]]
                    STRUCT(a INTEGER, "b c" VARCHAR[]) | {'a': 1, 'b c': ['x']} | jsonb                    | JSON                     | {"a":1,"b c":["x"]}
                    STRUCT(a INTEGER)[]      | [{'a': 1}]                       | jsonb                    | JSON                     | [{"a":1}]
                    MAP(VARCHAR, INTEGER)    | MAP {'a': 1}                     | jsonb                    | JSON                     | {"a":1}
                    UNION(n INTEGER, s VARCHAR) | union_value(n := 1)           | jsonb                    | JSON                     | {"n":1}
                    TUPLE(INTEGER, VARCHAR)  | (1, 'a')                         | jsonb                    | JSON                     | [1,"a"]
                    VARIANT                  | {'a': 1}                         | jsonb                    | JSON                     | {"a":1}
                    """)
    void everyTypeHasAColumn(String type, String value, String sql, String sent, String sentValue)
            throws SQLException {
        String cast = "CAST(" + value + " AS " + type + ")";
        NewColumn column = TYPES.newColumn(typeOf(cast));
        assertThat(column.sql()).isEqualTo(sql);
        String expression = column.expression(cast);
        assertThat(typeOf(expression)).isEqualTo(sent);
        assertThat(text("CAST(" + expression + " AS VARCHAR)")).isEqualTo(sentValue);
        assertThat(text(column.expression("CAST(NULL AS " + type + ")"))).isNull();
    }

    @Test
    void aNullWithoutATypeIsAText() throws SQLException {
        assertThat(TYPES.newColumn(typeOf("NULL")).sql()).isEqualTo("text");
        assertThat(TYPES.newColumn(typeOf("[]")).sql()).isEqualTo("text[]");
        assertThat(typeOf(TYPES.newColumn(typeOf("[]")).expression("[]"))).isEqualTo("VARCHAR[]");
    }

    @Test
    void aTypeCarriesItsModifierAndDimensions() {
        NewColumn column = TYPES.newColumn("DECIMAL(10,2)[][]");
        assertThat(column.typmod()).isEqualTo((10 << 16 | 2) + 4);
        assertThat(column.dimensions()).isEqualTo(2);
        assertThat(column.type()).isInstanceOf(PgType.Array.class);
        assertThat(TYPES.newColumn("HUGEINT").typmod()).isEqualTo((39 << 16) + 4);
        assertThat(TYPES.newColumn("INTEGER").typmod()).isEqualTo(PgType.NO_TYPMOD);
    }

    @Test
    void anEnumIsFoundByItsNameWhateverItsCase() {
        assertThat(TYPES.ofName("OTHER", "feeling").orElseThrow().name()).isEqualTo("Feeling");
        assertThat(TYPES.ofName("public", "feeling")).isEmpty();
        Optional<Enumeration> named = TYPES.ofName("other", "Feeling");
        assertThat(TYPES.newColumn("ENUM('sad', 'happy')", named).sql())
                .isEqualTo("\"other\".\"Feeling\"");
    }

    private static String typeOf(String expression) throws SQLException {
        return text("typeof(" + expression + ")");
    }

    private static String text(String expression) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + expression)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

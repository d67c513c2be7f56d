package dev.howdah.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.MappingOptions.NonFiniteNumeric;
import dev.howdah.postgres.type.MappingOptions.NumericAs;
import dev.howdah.postgres.type.PgType;
import dev.howdah.server.EmbeddedServer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Values that can't be held exactly are errors that name the column and the way out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedValuesTest {
    private static final NumericAs TEN_TWO = new NumericAs.ExactDecimal(new Decimal(10, 2));

    private Connection connection;

    @BeforeAll
    void connect() throws SQLException {
        connection = Servers.version(EmbeddedServer.NEWEST).connect();
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void refusesNanInADecimalByDefault() {
        assertThatThrownBy(() -> read("numeric(10,2)", MappingOptions.DEFAULT, "NaN"))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining("column \"c\"")
                .hasMessageContaining("NaN")
                .hasMessageContaining("pg_numeric_nan");
        assertThatThrownBy(() -> read("numeric", decimals(NonFiniteNumeric.ERROR), "-Infinity"))
                .hasMessageContaining("-Infinity")
                .hasMessageContaining("pg_numeric_nan");
    }

    @Test
    void readsNanAndInfinityInADecimalAsNullIfAsked() throws SQLException {
        MappingOptions options = decimals(NonFiniteNumeric.NULL);
        assertThat(read("numeric(38,2)", options, "NaN", "1.00")).containsExactly(null, "1.00");
        assertThat(read("numeric", options, "Infinity", "1", "-Infinity"))
                .containsExactly(null, "1.00", null);
        assertThat(read("numeric(5,1)[]", options, "{NaN,1.5}")).containsExactly("{NULL,1.5}");
    }

    @Test
    void readsAnUnlimitedNumericAsTheDecimalAskedFor() throws SQLException {
        assertThat(
                        read(
                                "numeric",
                                decimals(NonFiniteNumeric.ERROR),
                                "0",
                                "-99999999.99",
                                "1.500000",
                                "1e7"))
                .containsExactly("0.00", "-99999999.99", "1.50", "10000000.00");
    }

    @Test
    void refusesANumericThatTheDecimalAskedForCannotHold() {
        for (String value :
                List.of("100000000.00", "0.001", "1.125", "1e-30", "1e100", "-123456789012")) {
            assertThatThrownBy(() -> read("numeric", decimals(NonFiniteNumeric.ERROR), value))
                    .isInstanceOf(HowdahException.class)
                    .hasMessageContaining("decimal(10,2)")
                    .hasMessageContaining("pg_numeric_as");
        }
    }

    @Test
    void refusesANumericBeyondTheDoubles() {
        assertThatThrownBy(() -> read("numeric", MappingOptions.DEFAULT, "1e400"))
                .hasMessageContaining("column \"c\"")
                .hasMessageContaining("pg_numeric_as");
    }

    @Test
    void refusesTimesThatCanNotBeHeld() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "timestamp",
                                        MappingOptions.DEFAULT,
                                        "294247-01-10 04:00:54.775807"))
                .hasMessageContaining("294247");
        assertThatThrownBy(
                        () -> read("timestamptz[]", MappingOptions.DEFAULT, "{294276-12-31 UTC}"))
                .hasMessageContaining("column \"c\"");
        assertThatThrownBy(() -> read("interval", MappingOptions.DEFAULT, "infinity"))
                .hasMessageContaining("infinite interval");
        assertThatThrownBy(() -> read("interval", MappingOptions.DEFAULT, "-infinity"))
                .hasMessageContaining("infinite interval");
    }

    @Test
    void refusesArraysOfOtherDimensionsThanDeclared() {
        assertThatThrownBy(() -> read("int4[]", MappingOptions.DEFAULT, "{{1,2}}"))
                .hasMessageContaining("column \"c\"")
                .hasMessageContaining("2 dimensions")
                .hasMessageContaining("pg_array_as_varchar");
        assertThatThrownBy(() -> read("text[][]", MappingOptions.DEFAULT, "{a}"))
                .hasMessageContaining("pg_array_as_varchar");
        assertThatThrownBy(() -> read("inet[]", MappingOptions.DEFAULT, "{{10.0.0.1}}"))
                .hasMessageContaining("pg_array_as_varchar");
    }

    @Test
    void refusesALabelThatTheEnumDidNotHave() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TYPE IF EXISTS pg_temp.growing CASCADE");
            statement.execute("CREATE TYPE pg_temp.growing AS ENUM ('old')");
        }
        try (ScratchTable table =
                ScratchTable.of(
                        connection, "pg_temp.growing", MappingOptions.DEFAULT, List.of("old"))) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER TYPE pg_temp.growing ADD VALUE 'new one'");
                statement.execute("INSERT INTO scratch (c) VALUES ('new one')");
            }
            assertThatThrownBy(table::decode)
                    .hasMessageContaining("\"new one\"")
                    .hasMessageContaining("pg_clear_cache()");
        }
    }

    @Test
    void refusesACompositeWhoseAttributesHaveChanged() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TYPE IF EXISTS pg_temp.changing CASCADE");
            statement.execute("CREATE TYPE pg_temp.changing AS (a int4)");
        }
        try (ScratchTable table =
                ScratchTable.of(
                        connection, "pg_temp.changing", MappingOptions.DEFAULT, List.of("(1)"))) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER TYPE pg_temp.changing DROP ATTRIBUTE a");
                statement.execute("ALTER TYPE pg_temp.changing ADD ATTRIBUTE a float4");
                statement.execute("INSERT INTO scratch (c) VALUES (ROW(1.5))");
            }
            assertThatThrownBy(table::decode).hasMessageContaining("pg_clear_cache()");
        }
    }

    @Test
    void refusesARowOfOtherColumns() {
        ColumnMapping mapping =
                dev.howdah.postgres.type.TypeMapping.map(
                        new PgType.Base(23, "pg_catalog", "int4"),
                        PgType.NO_TYPMOD,
                        0,
                        MappingOptions.DEFAULT);
        RowBatch batch = RowBatch.of(List.of(mapping.logical()));
        RowDecoder decoder = RowDecoder.of(List.of(mapping), List.of("c"), batch);
        byte[] two = {0, 2, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 1};
        assertThatThrownBy(() -> decoder.decode(two, 0, two.length, 0))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining("2 fields");
        byte[] tooWide = {0, 1, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 4};
        assertThatThrownBy(() -> decoder.decode(tooWide, 0, tooWide.length, 0))
                .hasMessageContaining("column \"c\"")
                .hasMessageContaining("int4");
        byte[] tooLong = {0, 1, 0, 0, 0, 4, 0, 0, 0, 1, 9};
        assertThatThrownBy(() -> decoder.decode(tooLong, 0, tooLong.length, 0))
                .isInstanceOf(HowdahException.class);
    }

    private static MappingOptions decimals(NonFiniteNumeric nan) {
        return new MappingOptions(TEN_TWO, nan, false);
    }

    private List<@Nullable String> read(String type, MappingOptions options, String... values)
            throws SQLException {
        try (ScratchTable table = ScratchTable.of(connection, type, options, List.of(values))) {
            return table.decode();
        }
    }
}

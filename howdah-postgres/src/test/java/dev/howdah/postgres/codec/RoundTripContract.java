package dev.howdah.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.MappingOptions.NonFiniteNumeric;
import dev.howdah.postgres.type.MappingOptions.NumericAs;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Each type's edges through the decoders, compared with what the server itself prints. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RoundTripContract {
    private static final MappingOptions EXACT_TEXT =
            new MappingOptions(new NumericAs.ExactText(), NonFiniteNumeric.ERROR, false);

    private final int version;
    private Connection connection;

    RoundTripContract(int version) {
        this.version = version;
    }

    @BeforeAll
    void connect() throws SQLException {
        connection = Servers.version(version).connect();
        CodecSchema.install(connection);
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    static Stream<RoundTripCase> cases() {
        return RoundTripCases.all();
    }

    static Stream<RoundTripCase> generatedCases() {
        return GeneratedValues.cases(20_261_120L);
    }

    @ParameterizedTest
    @MethodSource({"cases", "generatedCases"})
    void readsWhatTheServerPrints(RoundTripCase example) throws SQLException {
        assumeTrue(version >= example.since(), "PostgreSQL " + example.since() + " or later");
        List<@Nullable String> values = new ArrayList<>(example.values());
        values.add(1, null);
        values.add(null);
        try (ScratchTable table =
                ScratchTable.of(connection, example.type(), MappingOptions.DEFAULT, values)) {
            assertThat(table.decode())
                    .as("%s as %s", example.type(), table.mapping().logical())
                    .containsExactlyElementsOf(table.print(example.printed()));
        }
    }

    @ParameterizedTest
    @MethodSource({"cases", "generatedCases"})
    void writesBackWhatItReads(RoundTripCase example) throws SQLException, IOException {
        assumeTrue(version >= example.since(), "PostgreSQL " + example.since() + " or later");
        for (WriteForm form : WriteForm.values()) {
            List<@Nullable String> values = new ArrayList<>(example.values());
            if (form == WriteForm.BINARY && example.type().endsWith("vector")) {
                // Empty ones have no binary form.
                values.remove("");
            }
            values.add(1, null);
            try (ScratchTable table =
                    ScratchTable.of(connection, example.type(), EXACT_TEXT, values)) {
                assertThat(table.writeBack(form, example.compared()))
                        .as("%s as %s from %s", example.type(), form, table.writeMapping())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("extensions")
    void writesTypesOfExtensionsInAnySchema(String extension, List<String> values)
            throws SQLException, IOException {
        for (WriteForm form : WriteForm.values()) {
            try (ScratchTable table = installed(extension, values)) {
                assertThat(table.writeMapping().castByServer()).isFalse();
                assertThat(table.writeBack(form, "c::text")).as("%s", form).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("extensions")
    void readsTypesOfExtensionsInAnySchema(String extension, List<String> values)
            throws SQLException {
        try (ScratchTable table = installed(extension, values)) {
            assertThat(table.mapping().logical())
                    .isEqualTo(RoundTripCases.extensionType(extension));
            assertThat(table.decode()).containsExactlyElementsOf(table.print("c::text"));
        }
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> extensions() {
        return RoundTripCases.extensions();
    }

    @Test
    void readsNumericsAsExactTextIfAsked() throws SQLException {
        List<String> values = new ArrayList<>(RoundTripCases.NUMERICS);
        values.addAll(List.of("NaN", "Infinity", "-Infinity", "0.00000", "1.10"));
        try (ScratchTable table = ScratchTable.of(connection, "numeric", EXACT_TEXT, values)) {
            assertThat(table.mapping().logical()).isEqualTo(LogicalType.Scalar.TEXT);
            assertThat(table.decode()).containsExactlyElementsOf(table.print("c::text"));
        }
    }

    @Test
    void readsArraysAsTextIfAsked() throws SQLException {
        MappingOptions options =
                new MappingOptions(new NumericAs.NearestDouble(), NonFiniteNumeric.ERROR, true);
        List<String> values = List.of("{}", "{1,NULL}", "{{1,2},{3,4}}", "[2:3]={7,8}");
        try (ScratchTable table = ScratchTable.of(connection, "int4[]", options, values)) {
            assertThat(table.decode()).containsExactlyElementsOf(values);
        }
        try (ScratchTable table =
                ScratchTable.of(connection, "pair_and_list", options, List.of("(1,\"{1,2}\")"))) {
            assertThat(table.decode()).containsExactly("(1,\"{1,2}\")");
        }
    }

    @Test
    void aNullCompositeAndARowOfNullsStayApart() throws SQLException {
        for (String type : List.of("pair", "with_text_forms")) {
            String nulls = type.equals("pair") ? "(,)" : "(,,,)";
            List<@Nullable String> values = new ArrayList<>(List.of(nulls));
            values.add(null);
            try (ScratchTable table =
                    ScratchTable.of(connection, type, MappingOptions.DEFAULT, values)) {
                assertThat(table.decode()).containsExactlyElementsOf(values);
            }
        }
    }

    private ScratchTable installed(String extension, List<String> values) throws SQLException {
        assumeTrue(isAvailable(extension), "this server has no extension " + extension);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS elsewhere");
            statement.execute("CREATE EXTENSION IF NOT EXISTS " + extension + " SCHEMA elsewhere");
        }
        return ScratchTable.of(
                connection, "elsewhere." + extension, MappingOptions.DEFAULT, List.copyOf(values));
    }

    private boolean isAvailable(String extension) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT 1 FROM pg_available_extensions WHERE name = '"
                                        + extension
                                        + "'")) {
            return row.next();
        }
    }
}

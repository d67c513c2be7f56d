package dev.howdah.postgres.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.type.ColumnMapping.Selection;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.MappingOptions.NonFiniteNumeric;
import dev.howdah.postgres.type.MappingOptions.NumericAs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** What each type becomes, and how the server is asked for it. */
class TypeMappingTest {
    private static final PgType NUMERIC = builtIn("numeric");

    @ParameterizedTest
    @CsvSource({
        "12, 2, 12, 2",
        "38, 38, 38, 38",
        "1, 0, 1, 0",
        "5, -2, 7, 0",
        "3, 5, 5, 5",
        "1, -37, 38, 0",
        "1, 38, 38, 38"
    })
    void readsALimitedNumericAsTheNarrowestDecimal(
            int precision, int scale, int digits, int decimals) {
        assertThat(logical(NUMERIC, typmod(precision, scale)))
                .isEqualTo(new Decimal(digits, decimals));
    }

    @ParameterizedTest
    @CsvSource({"39, 0", "38, -1", "1, 39", "1000, -1000", "1000, 1000"})
    void readsALargerNumericAsTheUserChooses(int precision, int scale) {
        int typmod = typmod(precision, scale);
        Decimal wide = new Decimal(38, 9);
        assertThat(logical(NUMERIC, typmod)).isEqualTo(Scalar.FLOAT8);
        assertThat(logical(NUMERIC, PgType.NO_TYPMOD)).isEqualTo(Scalar.FLOAT8);
        assertThat(map(NUMERIC, typmod, 0, numericAs(new NumericAs.ExactText())).logical())
                .isEqualTo(Scalar.TEXT);
        assertThat(map(NUMERIC, typmod, 0, numericAs(new NumericAs.ExactDecimal(wide))).logical())
                .isEqualTo(wide);
    }

    @ParameterizedTest
    @EnumSource(KnownType.class)
    void readsKnownTypesAsTheyAre(KnownType known) {
        ColumnMapping mapping =
                map(builtIn(known.typeName()), PgType.NO_TYPMOD, 0, MappingOptions.DEFAULT);
        assertThat(mapping.selection()).isInstanceOf(Selection.Plain.class);
    }

    @Test
    void aTypeOfTheSameNameInAnotherSchemaIsUnknown() {
        PgType impostor = new PgType.Base(70_000, "public", "int4");
        ColumnMapping mapping = map(impostor, PgType.NO_TYPMOD, 0, MappingOptions.DEFAULT);
        assertThat(mapping.logical()).isEqualTo(Scalar.TEXT);
        assertThat(mapping.selection()).isInstanceOf(Selection.AsText.class);
    }

    @Test
    void nestsListsByTheDeclaredDimensions() {
        PgType array = new PgType.Array(1007, "pg_catalog", "_int4", builtIn("int4"));
        assertThat(map(array, -1, 0, MappingOptions.DEFAULT).logical())
                .isEqualTo(new ListOf(Scalar.INT4));
        assertThat(map(array, -1, 3, MappingOptions.DEFAULT).logical())
                .isEqualTo(new ListOf(new ListOf(new ListOf(Scalar.INT4))));
    }

    @Test
    void aDomainBringsItsOwnModifier() {
        PgType domain = new PgType.Domain(70_001, "public", "cents", NUMERIC, typmod(12, 2));
        assertThat(logical(domain, PgType.NO_TYPMOD)).isEqualTo(new Decimal(12, 2));
        PgType array = new PgType.Array(70_002, "public", "_cents", domain);
        assertThat(logical(array, PgType.NO_TYPMOD)).isEqualTo(new ListOf(new Decimal(12, 2)));
    }

    @Test
    void readsTypesWithoutPartsAsText() {
        PgType noLabels = new PgType.Enumeration(70_003, "public", "e", List.of());
        PgType noAttributes = new PgType.Composite(70_004, "public", "c", List.of());
        assertThat(logical(noLabels, -1)).isEqualTo(Scalar.TEXT);
        assertThat(logical(noAttributes, -1)).isEqualTo(Scalar.TEXT);
        assertThat(logical(new PgType.Array(70_005, "public", "_c", noAttributes), -1))
                .isEqualTo(new ListOf(Scalar.TEXT));
    }

    private static LogicalType logical(PgType type, int typmod) {
        return map(type, typmod, 0, MappingOptions.DEFAULT).logical();
    }

    private static ColumnMapping map(
            PgType type, int typmod, int dimensions, MappingOptions options) {
        return TypeMapping.map(type, typmod, dimensions, options);
    }

    private static MappingOptions numericAs(NumericAs choice) {
        return new MappingOptions(choice, NonFiniteNumeric.ERROR, false);
    }

    private static int typmod(int precision, int scale) {
        return ((precision << 16) | (scale & 0x7ff)) + 4;
    }

    private static PgType builtIn(String name) {
        return new PgType.Base(1, "pg_catalog", name);
    }
}

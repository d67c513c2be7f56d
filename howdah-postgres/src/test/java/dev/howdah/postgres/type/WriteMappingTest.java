package dev.howdah.postgres.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.LogicalType.Struct;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** What a host must hold for each type, and what it is sent as. */
class WriteMappingTest {
    private static final PgType NUMERIC = builtIn("numeric");
    private static final PgType INET = builtIn("inet");
    private static final PgType MOOD =
            new PgType.Enumeration(70_000, "public", "mood", List.of("sad"));

    @ParameterizedTest
    @EnumSource(KnownType.class)
    void knownTypesAreSentAsThemselves(KnownType known) {
        PgType type = builtIn(known.typeName());
        WriteMapping mapping = WriteMapping.of(type, PgType.NO_TYPMOD, 0);
        assertThat(mapping.sent()).isEqualTo(type);
        assertThat(mapping.castByServer()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"12, 2", "38, 38", "38, 0", "1, 0"})
    void aLimitedNumericIsADecimal(int precision, int scale) {
        assertThat(WriteMapping.of(NUMERIC, typmod(precision, scale), 0).logical())
                .isEqualTo(new Decimal(precision, scale));
    }

    @ParameterizedTest
    @CsvSource({"39, 0", "5, -2", "3, 5", "1000, 1000"})
    void anyOtherNumericIsExactText(int precision, int scale) {
        assertThat(WriteMapping.of(NUMERIC, typmod(precision, scale), 0))
                .isEqualTo(new WriteMapping(NUMERIC, typmod(precision, scale), Scalar.TEXT, false));
        assertThat(WriteMapping.of(NUMERIC, PgType.NO_TYPMOD, 0).logical()).isEqualTo(Scalar.TEXT);
    }

    @Test
    void anEnumTakesItsLabelAndADomainItsBaseType() {
        assertThat(WriteMapping.of(MOOD, -1, 0))
                .isEqualTo(new WriteMapping(MOOD, -1, Scalar.TEXT, false));
        PgType cents = new PgType.Domain(70_001, "public", "cents", NUMERIC, typmod(12, 2));
        assertThat(WriteMapping.of(cents, -1, 0))
                .isEqualTo(new WriteMapping(NUMERIC, typmod(12, 2), new Decimal(12, 2), false));
    }

    @Test
    void whatHasNoCodecIsTextThatTheServerCasts() {
        assertThat(WriteMapping.of(INET, -1, 0).sent().name()).isEqualTo("text");
        assertThat(WriteMapping.of(INET, -1, 0).castByServer()).isTrue();
        PgType inets = new PgType.Array(1041, "pg_catalog", "_inet", INET);
        WriteMapping array = WriteMapping.of(inets, -1, 2);
        assertThat(array.sent().name()).isEqualTo("_text");
        assertThat(array.logical()).isEqualTo(new ListOf(new ListOf(Scalar.TEXT)));
        assertThat(array.castByServer()).isTrue();
    }

    @Test
    void aCompositeOfWhatHasNoCodecIsTheTextOfARecord() {
        PgType.Composite plain = composite(MOOD);
        assertThat(WriteMapping.of(plain, -1, 0).sent()).isEqualTo(plain);
        WriteMapping mapping = WriteMapping.of(composite(INET), -1, 0);
        assertThat(mapping.sent().name()).isEqualTo("text");
        assertThat(mapping.castByServer()).isTrue();
        assertThat(mapping.logical())
                .isEqualTo(new Struct(List.of(new Struct.Field("a", Scalar.TEXT))));
        PgType array = new PgType.Array(70_002, "public", "_c", composite(INET));
        assertThat(WriteMapping.of(array, -1, 1).logical()).isEqualTo(Scalar.TEXT);
    }

    private static PgType.Composite composite(PgType attribute) {
        return new PgType.Composite(
                70_003, "public", "c", List.of(new PgType.Attribute("a", attribute, -1, 0)));
    }

    private static int typmod(int precision, int scale) {
        return ((precision << 16) | (scale & 0x7ff)) + 4;
    }

    private static PgType builtIn(String name) {
        return new PgType.Base(1, "pg_catalog", name);
    }
}

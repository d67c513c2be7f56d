package dev.howdah.duckdb.function;

import static dev.howdah.postgres.type.LogicalType.Scalar.BIT;
import static dev.howdah.postgres.type.LogicalType.Scalar.BOOLEAN;
import static dev.howdah.postgres.type.LogicalType.Scalar.BYTEA;
import static dev.howdah.postgres.type.LogicalType.Scalar.DATE;
import static dev.howdah.postgres.type.LogicalType.Scalar.FLOAT4;
import static dev.howdah.postgres.type.LogicalType.Scalar.FLOAT8;
import static dev.howdah.postgres.type.LogicalType.Scalar.INT2;
import static dev.howdah.postgres.type.LogicalType.Scalar.INT4;
import static dev.howdah.postgres.type.LogicalType.Scalar.INT8;
import static dev.howdah.postgres.type.LogicalType.Scalar.INTERVAL;
import static dev.howdah.postgres.type.LogicalType.Scalar.JSON;
import static dev.howdah.postgres.type.LogicalType.Scalar.TEXT;
import static dev.howdah.postgres.type.LogicalType.Scalar.TIME;
import static dev.howdah.postgres.type.LogicalType.Scalar.TIMESTAMP;
import static dev.howdah.postgres.type.LogicalType.Scalar.TIMESTAMPTZ;
import static dev.howdah.postgres.type.LogicalType.Scalar.TIMETZ;
import static dev.howdah.postgres.type.LogicalType.Scalar.UINT4;

import dev.howdah.postgres.type.LogicalType;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;

/** Every scalar core type with its edges. */
final class TypeCases {
    private static final long DAY_MICROS = 86_400_000_000L;

    private TypeCases() {}

    static Stream<TypeCase> scalars() {
        return Stream.of(
                        Stream.of(
                                TypeCase.of(BOOLEAN, "BOOLEAN").quoted(true, false),
                                TypeCase.of(INT2, "SMALLINT")
                                        .quoted(Short.MIN_VALUE, -1, 0, 32_767),
                                TypeCase.of(INT4, "INTEGER")
                                        .quoted(Integer.MIN_VALUE, 0, Integer.MAX_VALUE),
                                TypeCase.of(INT8, "BIGINT")
                                        .quoted(Long.MIN_VALUE, 0, Long.MAX_VALUE),
                                TypeCase.of(UINT4, "UINTEGER").quoted(0, 7).with(-1, "4294967295"),
                                TypeCase.of(FLOAT4, "FLOAT")
                                        .quoted(
                                                0.1f,
                                                -0.0f,
                                                Float.MAX_VALUE,
                                                Float.MIN_VALUE,
                                                Float.NaN)
                                        .quoted(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY),
                                TypeCase.of(FLOAT8, "DOUBLE")
                                        .quoted(
                                                0.1,
                                                -0.0,
                                                Double.MAX_VALUE,
                                                Double.MIN_VALUE,
                                                Double.NaN)
                                        .quoted(
                                                Double.POSITIVE_INFINITY,
                                                Double.NEGATIVE_INFINITY)),
                        Stream.of(text(), json(), blob(), bits(), uuid()),
                        Stream.of(date(), time(), timetz(), interval()),
                        Stream.of(
                                timestamp(TIMESTAMP, "TIMESTAMP", ""),
                                timestamp(TIMESTAMPTZ, "TIMESTAMP WITH TIME ZONE", "+00")),
                        Stream.of(1, 4, 5, 9, 10, 18, 19, 38)
                                .flatMap(
                                        p ->
                                                Stream.of(
                                                        decimal(p, 0),
                                                        decimal(p, p / 2),
                                                        decimal(p, p))))
                .flatMap(cases -> cases);
    }

    private static TypeCase text() {
        return TypeCase.of(TEXT, "VARCHAR")
                .quoted(
                        "",
                        "a",
                        "abc",
                        "abcd",
                        "abcde",
                        "elf chars..",
                        "twelve chars",
                        "thirteen char")
                .quoted("quote ' and \\ and \n", "Łódź", "漢字かな交じり文", "🐘", "🐘 an elephant", "é")
                .quoted("x".repeat(5_000), "y".repeat(40_000), "long ".repeat(1_000));
    }

    private static TypeCase json() {
        return TypeCase.of(JSON, "JSON")
                .quoted(
                        "{}",
                        "null",
                        "[1, 2]",
                        "{\"a\": {\"b\": [1, null, \"long enough text\"]}}");
    }

    private static TypeCase blob() {
        return TypeCase.of(BYTEA, "BLOB")
                .with(new byte[0], "''")
                .with(new byte[] {0}, "'\\x00'")
                .with(new byte[] {(byte) 0xFF, 0, 'a', '\\'}, "'\\xFF\\x00a\\x5C'")
                .with(new byte[13], "'" + "\\x00".repeat(13) + "'");
    }

    private static TypeCase bits() {
        TypeCase bits = TypeCase.of(BIT, "BIT");
        Stream.iterate(1, length -> length + 1)
                .limit(17)
                .flatMap(length -> Stream.of("0", "1", "10", "011").map(p -> pattern(p, length)))
                .forEach(text -> bits.with(Values.bits(text), "'" + text + "'"));
        Stream.of(64, 65, 88, 89, 96, 97, 1_000)
                .map(length -> pattern("110100010", length))
                .forEach(text -> bits.with(Values.bits(text), "'" + text + "'"));
        return bits;
    }

    private static TypeCase uuid() {
        return TypeCase.of(LogicalType.Scalar.UUID, "UUID")
                .quoted(new UUID(0, 0), new UUID(-1, -1), new UUID(Long.MIN_VALUE, 1))
                .quoted(UUID.fromString("6d3d2541-710b-4bde-b3af-4711738636bf"));
    }

    private static TypeCase date() {
        return TypeCase.of(DATE, "DATE")
                .with(0, "'1970-01-01'")
                .with((int) LocalDate.of(-4712, 1, 1).toEpochDay(), "'4713-01-01 (BC)'")
                .with((int) LocalDate.of(5_874_897, 12, 31).toEpochDay(), "'5874897-12-31'")
                .with(Integer.MAX_VALUE, "'infinity'")
                .with(-Integer.MAX_VALUE, "'-infinity'");
    }

    private static TypeCase time() {
        return TypeCase.of(TIME, "TIME")
                .with(0, "'00:00:00'")
                .with(DAY_MICROS - 1, "'23:59:59.999999'")
                .with(DAY_MICROS, "'24:00:00'");
    }

    private static TypeCase timetz() {
        return TypeCase.of(TIMETZ, "TIME WITH TIME ZONE")
                .with(new Values.TimeTz(0, 0), "'00:00:00+00'")
                .with(new Values.TimeTz(43_200_000_000L, 3_600), "'12:00:00+01'")
                .with(new Values.TimeTz(43_200_000_001L, -12_600), "'12:00:00.000001-03:30'")
                .with(new Values.TimeTz(1, 57_599), "'00:00:00.000001+15:59:59'")
                .with(new Values.TimeTz(DAY_MICROS - 1, -57_599), "'23:59:59.999999-15:59:59'")
                .with(new Values.TimeTz(DAY_MICROS, 0), "'24:00:00+00'");
    }

    private static TypeCase interval() {
        return TypeCase.of(INTERVAL, "INTERVAL")
                .with(new Values.Interval(0, 0, 0), "'0 seconds'")
                .with(new Values.Interval(14, -3, 5), "'14 months -3 days 5 microseconds'")
                .with(new Values.Interval(0, 0, -DAY_MICROS), "'-24:00:00'")
                .with(new Values.Interval(-1, Integer.MAX_VALUE, 0), "'-1 months 2147483647 days'");
    }

    private static TypeCase timestamp(LogicalType type, String duckDbType, String offset) {
        return TypeCase.of(type, duckDbType)
                .with(0, "'1970-01-01 00:00:00" + offset + "'")
                .with(-1, "'1969-12-31 23:59:59.999999" + offset + "'")
                .with(
                        LocalDate.of(-4712, 1, 1).toEpochDay() * DAY_MICROS,
                        "'4713-01-01 (BC) 00:00:00" + offset + "'")
                .with(Long.MAX_VALUE - 1, "'294247-01-10 04:00:54.775806" + offset + "'")
                .with(Long.MAX_VALUE, "'infinity'")
                .with(-Long.MAX_VALUE, "'-infinity'");
    }

    private static TypeCase decimal(int precision, int scale) {
        String name = "DECIMAL(" + precision + "," + scale + ")";
        TypeCase decimals = TypeCase.of(new LogicalType.Decimal(precision, scale), name);
        BigInteger largest = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        Stream.of(largest, largest.negate(), BigInteger.ZERO, BigInteger.ONE)
                .forEach(
                        unscaled ->
                                decimals.with(
                                        precision <= 18 ? unscaled.longValueExact() : unscaled,
                                        "'"
                                                + new java.math.BigDecimal(unscaled, scale)
                                                        .toPlainString()
                                                + "'"));
        return decimals;
    }

    private static String pattern(String repeated, int length) {
        return repeated.repeat(length).substring(0, length);
    }
}

package dev.howdah.postgres.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random values of each type; the type's name in the report ends with the seed. */
final class GeneratedValues {
    private static final int VALUES = 200;

    private final Random random;

    private GeneratedValues(long seed) {
        random = new Random(seed);
    }

    static Stream<RoundTripCase> cases(long seed) {
        return new GeneratedValues(seed).cases();
    }

    private Stream<RoundTripCase> cases() {
        Stream<RoundTripCase> scalars =
                Stream.of(
                        values("int8", () -> Long.toString(random.nextLong())),
                        values("float8", () -> Double.toString(anyDouble())),
                        values("float4", () -> Float.toString((float) random.nextGaussian())),
                        values("numeric", () -> decimal(random.nextInt(1, 40), random.nextInt(30)))
                                .printed("c::float8::text"),
                        values("uuid", () -> uuid().toString()),
                        values("text", this::text),
                        values("bytea", () -> "\\x" + HexFormat.of().formatHex(bytes())),
                        values(
                                "date",
                                () -> DateTimeText.date(random.nextInt(-2_000_000, 100_000_000))),
                        values("timestamp", () -> DateTimeText.timestamp(micros(), "")),
                        values("timestamptz", () -> DateTimeText.timestamp(micros(), "+00")),
                        values("time", () -> DateTimeText.time(random.nextLong(86_400_000_001L))),
                        values("timetz", this::timetz),
                        values("interval", this::interval),
                        values("varbit", this::bits),
                        values("int8[]", this::numbers),
                        values("int4[][]", this::matrix));
        Stream<RoundTripCase> decimals =
                IntStream.range(0, 60)
                        .mapToObj(
                                i -> {
                                    int precision = random.nextInt(1, 39);
                                    int scale = random.nextInt(precision + 1);
                                    return values(
                                            "numeric(" + precision + "," + scale + ")",
                                            () -> decimal(precision, scale));
                                });
        return Stream.concat(scalars, decimals);
    }

    private RoundTripCase values(String type, Supplier<String> next) {
        List<String> values = Stream.generate(next).limit(VALUES).toList();
        return new RoundTripCase(type, "c::text", 0, values);
    }

    private double anyDouble() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : random.nextDouble();
    }

    /** Any number of digits up to the precision, so that short values occur as well. */
    private String decimal(int precision, int scale) {
        int digits = random.nextInt(precision + 1);
        BigInteger unscaled = new BigInteger(140, random).mod(BigInteger.TEN.pow(digits));
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale)
                .toPlainString();
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private String text() {
        return random.ints(random.nextInt(40), 1, 0x10ffff)
                .filter(c -> c < 0xd800 || c > 0xdfff)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private byte[] bytes() {
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        random.nextBytes(bytes);
        return bytes;
    }

    private long micros() {
        return random.nextLong(-210_000_000_000_000_000L, 9_223_000_000_000_000_000L);
    }

    private String timetz() {
        return DateTimeText.time(random.nextLong(86_400_000_001L))
                + DateTimeText.offset(random.nextInt(-57_599, 57_600));
    }

    private String interval() {
        return String.format(
                Locale.ROOT,
                "%d months %d days %d.%06d seconds",
                random.nextInt(-1_000_000, 1_000_000),
                random.nextInt(),
                random.nextInt(-1_000_000_000, 1_000_000_000),
                random.nextInt(1_000_000));
    }

    private String bits() {
        return IntStream.range(0, random.nextInt(70))
                .mapToObj(i -> random.nextBoolean() ? "1" : "0")
                .collect(Collectors.joining());
    }

    private String numbers() {
        return Stream.generate(() -> random.nextInt(5) == 0 ? "NULL" : "" + random.nextLong())
                .limit(random.nextInt(20))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String matrix() {
        int width = random.nextInt(1, 5);
        return Stream.generate(
                        () ->
                                random.ints(width)
                                        .mapToObj(Integer::toString)
                                        .collect(Collectors.joining(",", "{", "}")))
                .limit(random.nextInt(5))
                .collect(Collectors.joining(",", "{", "}"));
    }
}

package dev.howdah.kuzu.predicate;

import dev.howdah.kuzu.cypher.Literal;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Renders constants that compare alike in Kùzu and in SQL; all others it refuses. */
final class SqlConstant {
    private static final int INTEGER_BITS = 63;
    private static final int UUID_LENGTH = 36;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd HH:mm:ss")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 1, 6, true)
                    .optionalEnd()
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private SqlConstant() {}

    static Optional<String> of(Constant constant, ColumnKind kind) {
        boolean fits = constant.function().isEmpty() || constant.function().equals(kind.name());
        if (!fits) {
            return Optional.empty();
        }
        return switch (constant.literal()) {
            case Literal.Whole whole -> number(whole.digits(), kind, true);
            case Literal.Real real -> number(real.digits(), kind, false);
            case Literal.Bool bool when kind == ColumnKind.BOOLEAN ->
                    Optional.of(Boolean.toString(bool.value()));
            case Literal.Text text -> text(text.value(), kind);
            default -> Optional.empty();
        };
    }

    /** Beyond 64 bits the comparison's type differs; a real number makes Kùzu compare doubles. */
    private static Optional<String> number(String digits, ColumnKind kind, boolean whole) {
        if (kind == ColumnKind.EXACT_NUMBER && whole) {
            BigInteger value = new BigInteger(digits);
            return value.bitLength() <= INTEGER_BITS
                    ? Optional.of(value.toString())
                    : Optional.empty();
        }
        double value = Double.parseDouble(digits);
        return kind == ColumnKind.FLOATING && Double.isFinite(value)
                ? Optional.of("CAST('" + value + "' AS DOUBLE)")
                : Optional.empty();
    }

    private static Optional<String> text(String text, ColumnKind kind) {
        return switch (kind) {
            case TEXT -> text.indexOf('\0') < 0 ? Optional.of(quoted(text)) : Optional.empty();
            case UUID -> uuid(text);
            case DATE -> date(text).map(value -> "DATE " + quoted(value.toString()));
            case TIMESTAMP -> timestamp(text).map(value -> "TIMESTAMP " + quoted(value));
            case TIMESTAMP_TZ ->
                    timestamp(text).map(value -> "TIMESTAMPTZ " + quoted(value + "+00"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> uuid(String text) {
        try {
            return text.length() == UUID_LENGTH
                    ? Optional.of("UUID " + quoted(UUID.fromString(text).toString()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Only years of four digits: the ends of the calendars differ. */
    private static Optional<LocalDate> date(String text) {
        try {
            return text.length() == "0001-01-01".length() && Character.isDigit(text.charAt(0))
                    ? Optional.of(LocalDate.parse(text, DATE)).filter(d -> d.getYear() > 0)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> timestamp(String text) {
        Optional<LocalDate> date = date(text);
        if (date.isPresent()) {
            return Optional.of(text + " 00:00:00");
        }
        try {
            boolean plain = !text.isEmpty() && Character.isDigit(text.charAt(0));
            LocalDateTime value = LocalDateTime.parse(text, TIMESTAMP);
            return plain && value.getYear() > 0 ? Optional.of(text) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

package dev.howdah.kuzu.rewrite;

import com.kuzudb.DataTypeID;
import com.kuzudb.Value;

import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.predicate.Constant;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Values of parameters as constants that mean exactly the same; others are none. */
final class ParameterConstants {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private ParameterConstants() {}

    /** The constant, if comparisons with it can be asked in SQL. */
    static Optional<Constant> of(Value value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        DataTypeID type = value.getDataType().getID();
        Object plain =
                switch (type) {
                    case BOOL, INT8, INT16, INT32, INT64, FLOAT, DOUBLE, STRING, DATE, UUID ->
                            value.getValue();
                    case UINT8, UINT16, UINT32, TIMESTAMP -> value.getValue();
                    default -> Optional.empty();
                };
        return switch (plain) {
            case Boolean bool -> Optional.of(Constant.of(new Literal.Bool(bool)));
            case String text -> Optional.of(Constant.of(new Literal.Text(text)));
            // As a double: Kùzu compares it as one.
            case Float real ->
                    Optional.of(Constant.of(new Literal.Real(Double.toString(real.doubleValue()))));
            case Double real -> Optional.of(Constant.of(new Literal.Real(real.toString())));
            case Number whole -> Optional.of(Constant.of(new Literal.Whole(whole.toString())));
            case LocalDate date -> typed(date.toString(), "DATE");
            case Instant instant -> typed(TIMESTAMP.format(instant), "TIMESTAMP");
            case UUID uuid -> typed(uuid.toString(), "UUID");
            default -> Optional.empty();
        };
    }

    /** The value as a text, or as null if it is none. */
    static Literal text(Value value) {
        boolean isText = !value.isNull() && value.getDataType().getID() == DataTypeID.STRING;
        return isText ? new Literal.Text(value.getValue()) : new Literal.Null();
    }

    private static Optional<Constant> typed(String text, String function) {
        return Optional.of(new Constant(new Literal.Text(text), function));
    }
}

package dev.howdah.duckdb.change;

import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The classes of parameters that can be appended to a table, each with the type it is bound as. */
enum ParameterKind {
    BOOLEAN(Boolean.class, "BOOLEAN"),
    BYTE(Byte.class, "TINYINT"),
    SHORT(Short.class, "SMALLINT"),
    INTEGER(Integer.class, "INTEGER"),
    LONG(Long.class, "BIGINT"),
    HUGE(BigInteger.class, "HUGEINT"),
    FLOAT(Float.class, "FLOAT"),
    DOUBLE(Double.class, "DOUBLE"),
    /** Its type depends on the digits of all values. */
    DECIMAL(BigDecimal.class, "DECIMAL"),
    TEXT(String.class, "VARCHAR"),
    BYTES(byte[].class, "BLOB"),
    UNIQUE(UUID.class, "UUID"),
    LOCAL_DATE(LocalDate.class, "DATE"),
    LOCAL_TIME(LocalTime.class, "TIME"),
    LOCAL_DATE_TIME(LocalDateTime.class, "TIMESTAMP"),
    OFFSET_DATE_TIME(OffsetDateTime.class, "TIMESTAMPTZ"),
    SQL_DATE(Date.class, "DATE"),
    SQL_TIME(Time.class, "TIME"),
    SQL_TIMESTAMP(Timestamp.class, "TIMESTAMP");

    private final Class<?> javaClass;
    private final String typeName;

    ParameterKind(Class<?> javaClass, String typeName) {
        this.javaClass = javaClass;
        this.typeName = typeName;
    }

    /** The kind of a value that is not null; none if only a prepared statement can take it. */
    static Optional<ParameterKind> of(Object value) {
        return Arrays.stream(values()).filter(kind -> kind.javaClass == value.getClass()).findAny();
    }

    /** DuckDB's type. */
    String typeName() {
        return typeName;
    }

    /** Appends a value of one of the kinds. */
    static void append(DuckDBAppender to, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> to.appendNull();
            case Boolean flag -> to.append(flag);
            case Byte number -> to.append(number);
            case Short number -> to.append(number);
            case Integer number -> to.append(number);
            case Long number -> to.append(number);
            case BigInteger number -> to.append(number);
            case Float number -> to.append(number);
            case Double number -> to.append(number);
            case BigDecimal number -> to.append(number);
            case String text -> to.append(text);
            case byte[] bytes -> to.append(bytes);
            case UUID uuid -> to.append(uuid);
            case LocalDate date -> to.append(date);
            case LocalTime time -> to.append(time);
            case LocalDateTime moment -> to.append(moment);
            case OffsetDateTime moment -> to.append(moment);
            case Date date -> to.append(date.toLocalDate());
            case Time time -> to.append(time.toLocalTime());
            case Timestamp moment -> to.append(moment.toLocalDateTime());
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }
}

package dev.howdah.cli.render;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;

/**
 * Reads one type's values from DuckDB's driver and words them as a cast to VARCHAR does.
 *
 * <p>The driver's own {@code getString} words nested values, intervals and the like as the engine
 * does, but floats, dates, times and blobs as Java does: those have a format of their own.
 */
interface ValueFormat {
    @Nullable Object read(ResultSet result, int index) throws SQLException;

    String text(Object value);

    static ValueFormat of(String sqlType, ZoneId zone) {
        return switch (sqlType) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "BOOLEAN", "UUID" ->
                    new Plain(ResultSet::getObject, Object::toString);
            case "FLOAT" -> new Plain(ResultSet::getObject, value -> FloatText.of((Float) value));
            case "DOUBLE" -> new Plain(ResultSet::getObject, value -> FloatText.of((Double) value));
            case "DATE" ->
                    new Plain(
                            (result, index) -> result.getObject(index),
                            value -> TimeText.date((LocalDate) value));
            case "TIME", "TIME_NS" ->
                    new Plain(ValueFormat::readTime, value -> TimeText.time((LocalTime) value));
            case "TIME WITH TIME ZONE" ->
                    new Plain(
                            ResultSet::getObject, value -> TimeText.offsetTime((OffsetTime) value));
            case "TIMESTAMP" ->
                    new Plain(ValueFormat::readLong, value -> TimeText.timestamp((Long) value));
            case "TIMESTAMP WITH TIME ZONE" ->
                    new Plain(
                            ValueFormat::readLong,
                            value -> TimeText.timestampWithZone((Long) value, zone));
            case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                    new Plain(
                            (result, index) -> result.getObject(index, LocalDateTime.class),
                            value -> TimeText.timestamp((LocalDateTime) value));
            case "BLOB" -> new Plain(ValueFormat::readBlob, value -> BlobText.of((byte[]) value));
            default ->
                    sqlType.startsWith("DECIMAL(") && sqlType.endsWith(")")
                            ? new Plain(
                                    ResultSet::getBigDecimal,
                                    value -> ((BigDecimal) value).toPlainString())
                            : new Plain(ResultSet::getString, value -> (String) value);
        };
    }

    private static @Nullable Object readLong(ResultSet result, int index) throws SQLException {
        long value = result.getLong(index);
        return result.wasNull() ? null : value;
    }

    /** The one TIME that {@link LocalTime} lacks is 24:00:00, which the driver fails to read. */
    private static @Nullable Object readTime(ResultSet result, int index) throws SQLException {
        try {
            return result.getObject(index);
        } catch (DateTimeException endOfDay) {
            return TimeText.END_OF_DAY;
        }
    }

    private static byte @Nullable [] readBlob(ResultSet result, int index) throws SQLException {
        Blob blob = result.getBlob(index);
        return blob == null ? null : blob.getBytes(1, (int) blob.length());
    }

    /** Reads a value. */
    @FunctionalInterface
    interface Reading {
        @Nullable Object read(ResultSet result, int index) throws SQLException;
    }

    /** Words a value. */
    @FunctionalInterface
    interface Wording {
        String text(Object value);
    }

    /** A format put together from its two halves. */
    record Plain(Reading reading, Wording wording) implements ValueFormat {
        @Override
        public @Nullable Object read(ResultSet result, int index) throws SQLException {
            return reading.read(result, index);
        }

        @Override
        public String text(Object value) {
            return wording.text(value);
        }
    }
}

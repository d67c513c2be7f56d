package dev.howdah.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;

import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Writes what the driver makes of a list, struct, map or union as JSON.
 *
 * @param json where to write
 * @param zone the session's time zone
 */
record JsonValue(JsonGenerator json, ZoneId zone) {
    static boolean isNested(String sqlType) {
        return sqlType.endsWith("]")
                || sqlType.startsWith("STRUCT")
                || sqlType.startsWith("MAP(")
                || sqlType.startsWith("TUPLE(")
                || sqlType.startsWith("UNION(");
    }

    void write(@Nullable Object value) throws SQLException, IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean truth -> json.writeBoolean(truth);
            case Float number -> fraction(number, FloatText.of(number));
            case Double number -> fraction(number, FloatText.of(number));
            case BigDecimal number -> json.writeNumber(number);
            case BigInteger number -> json.writeNumber(number);
            case Number number -> json.writeNumber(number.longValue());
            case JsonNode node -> json.writeRawValue(node.toString());
            case Array array -> list((Object[]) array.getArray());
            case DuckDBStruct struct -> object(struct.getMap());
            case Map<?, ?> map -> object(map);
            default -> json.writeString(text(value));
        }
    }

    /** JSON has no NaN and no infinity: they are written as text. */
    private void fraction(Number number, String text) throws IOException {
        if (Double.isFinite(number.doubleValue())) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }

    private void list(Object[] elements) throws SQLException, IOException {
        json.writeStartArray();
        for (Object element : elements) {
            write(element);
        }
        json.writeEndArray();
    }

    private void object(Map<?, ?> entries) throws SQLException, IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            json.writeFieldName(text(entry.getKey()));
            write(entry.getValue());
        }
        json.writeEndObject();
    }

    private String text(Object value) throws SQLException {
        return switch (value) {
            case Float number -> FloatText.of(number);
            case Double number -> FloatText.of(number);
            case BigDecimal number -> number.toPlainString();
            case LocalDate date -> TimeText.date(date);
            case LocalTime time -> TimeText.time(time);
            case OffsetTime time -> TimeText.offsetTime(time);
            case Timestamp timestamp -> TimeText.timestamp(timestamp.toLocalDateTime());
            case OffsetDateTime time ->
                    TimeText.timestampWithZone(
                            ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()), zone);
            case Blob blob -> BlobText.of(blob.getBytes(1, (int) blob.length()));
            default -> value.toString();
        };
    }
}

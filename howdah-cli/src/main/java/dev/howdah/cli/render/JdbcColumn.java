package dev.howdah.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * A column of DuckDB's.
 *
 * @param result where its values come from
 * @param index the JDBC index, from 1
 * @param name the column's name
 * @param sqlType DuckDB's name of the type
 * @param format how values are read and worded
 * @param zone the session's time zone
 */
record JdbcColumn(
        ResultSet result, int index, String name, String sqlType, ValueFormat format, ZoneId zone)
        implements ResultColumn {
    @Override
    public String typeName() {
        return TypeName.shown(sqlType);
    }

    @Override
    public boolean isNumeric() {
        return TypeName.isNumeric(sqlType);
    }

    @Override
    public @Nullable Object read() throws SQLException {
        try {
            return format.read(result, index);
        } catch (DateTimeException unreadable) {
            throw new SQLException(
                    "Column \"%s\" holds a %s that Java can't hold; select it as \"%s\"::VARCHAR"
                            .formatted(name, sqlType, name),
                    "22008",
                    unreadable);
        }
    }

    @Override
    public String text(Object value) {
        return format.text(value);
    }

    @Override
    public void writeJson(JsonGenerator json) throws SQLException, IOException {
        JsonValue values = new JsonValue(json, zone);
        if (JsonValue.isNested(sqlType)) {
            values.write(result.getObject(index));
            return;
        }
        @Nullable Object value = read();
        if (value == null) {
            json.writeNull();
        } else if (sqlType.equals("JSON")) {
            json.writeRawValue(text(value));
        } else if (value instanceof Number && isNumeric()) {
            values.write(value);
        } else if (isNumeric()) {
            // Unsigned and 128-bit integers come as text of digits.
            json.writeRawValue(text(value));
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(text(value));
        }
    }
}

package dev.howdah.cli.render;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * One column of a result: its head, and how its values are read and put into words.
 *
 * <p>Reading and wording are two steps, because a box reads every row but words only those it
 * shows.
 *
 * @param index the JDBC index, from 1
 * @param name the column's name
 * @param sqlType DuckDB's name of the type
 * @param format how values are read and worded
 */
record ResultColumn(int index, String name, String sqlType, ValueFormat format) {
    static List<ResultColumn> of(ResultSet result, ZoneId zone) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<ResultColumn> all = new ArrayList<>(columns.getColumnCount());
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String type = columns.getColumnTypeName(i);
            all.add(
                    new ResultColumn(
                            i, columns.getColumnLabel(i), type, ValueFormat.of(type, zone)));
        }
        return List.copyOf(all);
    }

    String typeName() {
        return TypeName.shown(sqlType);
    }

    boolean isNumeric() {
        return TypeName.isNumeric(sqlType);
    }

    /** The value of the current row, or null, to be worded by {@link #text} now or later. */
    @Nullable Object read(ResultSet result) throws SQLException {
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

    /** The value of the current row in DuckDB's words, or null. */
    @Nullable String readText(ResultSet result) throws SQLException {
        Object value = read(result);
        return value == null ? null : format.text(value);
    }

    String text(Object value) {
        return format.text(value);
    }
}

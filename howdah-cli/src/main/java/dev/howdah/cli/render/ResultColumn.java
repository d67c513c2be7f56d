package dev.howdah.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;

/**
 * One column of a result: its head, and how its values are read and put into words.
 *
 * <p>Reading and wording are two steps, because a box reads every row but words only those it
 * shows.
 */
public interface ResultColumn {
    String name();

    /** The type as the head of a box names it. */
    String typeName();

    /** Whether values stand to the right. */
    boolean isNumeric();

    /** The value of the current row, or null, to be worded by {@link #text} now or later. */
    @Nullable Object read() throws SQLException;

    /** A value that was read, in the engine's words. */
    String text(Object value);

    /** The value of the current row as JSON. */
    void writeJson(JsonGenerator json) throws SQLException, IOException;

    /** The value of the current row in the engine's words, or null. */
    default @Nullable String readText() throws SQLException {
        Object value = read();
        return value == null ? null : text(value);
    }
}

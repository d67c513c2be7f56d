package dev.howdah.cli.render;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Prints a head line and one line per row. NULL is empty; in CSV an empty text is {@code ""}.
 *
 * @param separator what stands between two values
 * @param quoting makes a value safe
 */
record DelimitedRenderer(char separator, UnaryOperator<String> quoting) implements ResultRenderer {
    /** Quotes as RFC 4180 says, lines end with a line feed. */
    static DelimitedRenderer csv() {
        return new DelimitedRenderer(',', DelimitedRenderer::quotedForCsv);
    }

    /** Tabs, line ends and backslashes inside a value are written with a backslash. */
    static DelimitedRenderer tsv() {
        return new DelimitedRenderer('\t', DelimitedRenderer::escapedForTsv);
    }

    @Override
    public void render(ResultSet result, ZoneId zone, PrintStream out) throws SQLException {
        List<ResultColumn> columns = ResultColumn.of(result, zone);
        StringBuilder line = new StringBuilder();
        for (ResultColumn column : columns) {
            append(line, column, column.name());
        }
        out.print(line.append('\n'));
        while (result.next()) {
            line.setLength(0);
            for (ResultColumn column : columns) {
                append(line, column, column.readText(result));
            }
            out.print(line.append('\n'));
        }
    }

    private void append(StringBuilder line, ResultColumn column, @Nullable String value) {
        if (column.index() > 1) {
            line.append(separator);
        }
        if (value != null) {
            line.append(quoting.apply(value));
        }
    }

    private static String quotedForCsv(String value) {
        boolean plain =
                !value.isEmpty()
                        && value.chars()
                                .noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private static String escapedForTsv(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}

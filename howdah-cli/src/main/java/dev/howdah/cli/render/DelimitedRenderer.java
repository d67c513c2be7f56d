package dev.howdah.cli.render;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.sql.SQLException;
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
    public void render(ResultRows rows, PrintStream out) throws SQLException {
        List<? extends ResultColumn> columns = rows.columns();
        StringBuilder line = new StringBuilder();
        for (ResultColumn column : columns) {
            append(line, column.name());
        }
        end(line, out);
        while (rows.next()) {
            for (ResultColumn column : columns) {
                append(line, column.readText());
            }
            end(line, out);
        }
    }

    private void append(StringBuilder line, @Nullable String value) {
        if (value != null) {
            line.append(quoting.apply(value));
        }
        line.append(separator);
    }

    /** The separator behind the last value gives way to the end of the line. */
    private static void end(StringBuilder line, PrintStream out) {
        line.setCharAt(line.length() - 1, '\n');
        out.print(line);
        line.setLength(0);
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

package dev.howdah.cli.render;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;

/** Renders a query's result into a text. */
final class Rendered {
    private Rendered() {}

    static String as(OutputFormat format, String sql) throws SQLException {
        return by(format.renderer(BoxLimits.unlimitedWidth()), sql);
    }

    static String boxed(int width, String sql) throws SQLException {
        return by(new BoxRenderer(new BoxLimits(width, BoxLimits.DEFAULT_ROWS, true)), sql);
    }

    private static String by(ResultRenderer renderer, String sql) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            statement.execute("SET TimeZone = 'Asia/Kolkata'");
            try (ResultSet result = statement.executeQuery(sql)) {
                ResultRows rows = JdbcRows.of(result, ZoneId.of("Asia/Kolkata"));
                ResultRenderer.forResult(rows, renderer).render(rows, out);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package dev.howdah.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Fills the demo's server. */
final class SampleData {
    private static final String SCRIPT = "sample-data.sql";

    private SampleData() {}

    static void load(Connection server) throws SQLException, IOException {
        try (InputStream script =
                        Objects.requireNonNull(SampleData.class.getResourceAsStream(SCRIPT));
                Statement statement = server.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

package dev.howdah.cli.demo;

import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Fills the demo's server. */
final class SampleData {
    /** The database that the walk-through of the graph's half reads. */
    static final String UNIVERSITY = "university";

    private SampleData() {}

    static void load(EmbeddedServer server) throws SQLException, IOException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(script("sample-data.sql"));
            statement.execute("CREATE DATABASE " + UNIVERSITY);
        }
        try (Connection connection = server.connect(UNIVERSITY);
                Statement statement = connection.createStatement()) {
            statement.execute(script("university.sql"));
        }
    }

    private static String script(String name) throws IOException {
        try (InputStream script =
                Objects.requireNonNull(SampleData.class.getResourceAsStream(name))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package dev.howdah.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

final class ShapeTest {
    private static final long ROWS = 20_000;

    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.start(EmbeddedServer.NEWEST);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyReadingButHowdahsSeesEveryRow(Shape shape) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + shape.table() + " AS " + shape.rows(ROWS));
            assertThat(statement.executeQuery(shape.aggregate(shape.table())).next()).isTrue();
        }
        try (Floor floor = new Floor(server, shape.table(), 2);
                DriverReadings driver = new DriverReadings(server, shape.table())) {
            assertThat(floor.copy()).isEqualTo(ROWS);
            assertThat(driver.cursor()).isEqualTo(ROWS);
            assertThat(driver.copyManager()).isEqualTo(ROWS);
        }
    }
}

package dev.howdah.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

final class EmbeddedServerTest {
    @ParameterizedTest
    @ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
    void startsTheVersionThatWasAskedFor(int version) throws SQLException {
        try (EmbeddedServer server = EmbeddedServer.start(version);
                Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW server_version_num")) {
            rows.next();
            assertThat(rows.getInt(1) / 10_000).isEqualTo(version);
        }
    }

    @Test
    void refusesAVersionThatDoesNotComeAlong() {
        assertThatThrownBy(() -> EmbeddedServer.start(9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose one of [14, 18]");
    }

    @Test
    void refusesAPortThatDoesNotExist() {
        assertThatThrownBy(
                        () ->
                                new EmbeddedServer.Options(
                                        EmbeddedServer.NEWEST, 70_000, Optional.empty(), Map.of()))
                .hasMessageContaining("port 70000");
    }
}

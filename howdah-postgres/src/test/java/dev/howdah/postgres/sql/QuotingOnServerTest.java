package dev.howdah.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.testing.Servers;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What is quoted comes back from a server as it was. */
class QuotingOnServerTest {
    private static final List<String> TEXTS =
            List.of("a", "it's", "\\", "\\'", "'; --", "\"q\"", "ü😀", "a\nb", "$1 ? :x", "E'x'");

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void textMeansTheSameUnderBothRulesForBackslashes(String setting) throws SQLException {
        try (Connection connection = Servers.version(EmbeddedServer.NEWEST).connect();
                Statement statement = connection.createStatement()) {
            // pgjdbc would take a question mark or a backslash for its own.
            statement.setEscapeProcessing(false);
            statement.execute("SET standard_conforming_strings = " + setting);
            for (String text : TEXTS) {
                try (ResultSet row = statement.executeQuery("SELECT " + Literal.quote(text))) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo(text);
                }
            }
        }
    }

    @Test
    void namesOfAnyCharactersComeBack() throws SQLException {
        try (Connection connection = Servers.version(EmbeddedServer.NEWEST).connect();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String name : TEXTS) {
                try (ResultSet row =
                        statement.executeQuery("SELECT 1 AS " + Identifier.quote(name))) {
                    assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo(name);
                }
            }
        }
    }
}

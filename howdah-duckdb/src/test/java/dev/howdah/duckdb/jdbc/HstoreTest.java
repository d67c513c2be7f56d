package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The functions on the text form of hstore. */
final class HstoreTest {
    private static final String TEXT = "'\"a\"=>\"1\", \"b c\"=>NULL, \"q\"=>\"say \\\"hi\\\"\"'";

    @Test
    void becomesJsonThatDuckDbTakesApart() throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:howdah:")) {
            String json = "postgres_hstore_to_json(" + TEXT + ")";
            assertThat(
                            Rows.of(
                                    duckdb,
                                    "SELECT typeof(j), j, j ->> 'q', json_keys(j) FROM (SELECT "
                                            + json
                                            + " AS j)"))
                    .containsExactly(
                            "JSON|{\"a\": \"1\", \"b c\": null, \"q\": \"say \\\"hi\\\"\"}"
                                    + "|say \"hi\"|[a, b c, q]");
            assertThat(
                            Rows.of(
                                    duckdb,
                                    "SELECT count(*), max(length(postgres_hstore_to_json('k=>' || i)))"
                                            + " FROM range(5000) t(i)"))
                    .containsExactly("5000|13");
        }
    }

    @Test
    void aNullGivesNull() throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:howdah:")) {
            assertThat(
                            Rows.of(
                                    duckdb,
                                    "SELECT postgres_hstore_to_json(NULL), postgres_hstore_get(NULL, 'a'), postgres_hstore_get('a=>1', NULL)"))
                    .containsExactly("null|null|null");
            assertThat(
                            Rows.of(
                                    duckdb,
                                    "SELECT postgres_hstore_to_json(t), postgres_hstore_get(t, 'a')"
                                            + " FROM (VALUES ('a=>1'), (NULL), ('')) v(t)"))
                    .containsExactly("{\"a\": \"1\"}|1", "null|null", "{}|null");
        }
    }

    @Test
    void givesTheValueOfAKey() throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:howdah:")) {
            assertThat(
                            Rows.of(
                                    duckdb,
                                    "SELECT postgres_hstore_get(%1$s, 'a'), postgres_hstore_get(%1$s, 'b c'), postgres_hstore_get(%1$s, 'z')"
                                            .formatted(TEXT)))
                    .containsExactly("1|null|null");
        }
    }
}

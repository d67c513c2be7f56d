package dev.howdah.cli.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;

/** What we make of a value is what DuckDB makes of it in a cast to VARCHAR. */
final class ValueFormatTest {
    @Test
    void wordsEveryTypeAsTheEngineDoes() throws SQLException {
        // Java has no 24:00:00 with an offset, the largest value of that type.
        assertSameAsEngine(
                "SELECT * EXCLUDE (time_tz, time_ns) FROM test_all_types()", "Asia/Kolkata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0::DOUBLE",
                "'-0'::DOUBLE",
                "1e15::DOUBLE",
                "1e16::DOUBLE",
                "123456789012345680::DOUBLE",
                "0.0001::DOUBLE",
                "0.00001::DOUBLE",
                "1.5e-7::DOUBLE",
                "5e-324::DOUBLE",
                "1e-323::DOUBLE",
                "1e-45::FLOAT",
                "0.1::FLOAT",
                "16777216::FLOAT",
                "1e-5::FLOAT",
                "3.4e38::FLOAT",
                "'nan'::DOUBLE",
                "'inf'::FLOAT",
                "'-inf'::DOUBLE",
                "1.50::DECIMAL(10,2)",
                "0.0000001::DECIMAL(38,10)",
                "1e30::DECIMAL(38,0)",
                "DATE '0044-03-15 (BC)'",
                "DATE 'infinity'",
                "DATE '-infinity'",
                "TIME '24:00:00'",
                "TIME '01:02:03.000400'",
                "TIMETZ '01:02:03.5-07:30'",
                "TIMESTAMP '2026-03-29 02:30:00'",
                "TIMESTAMP 'infinity'",
                "TIMESTAMP '-infinity'",
                "TIMESTAMP '0001-01-01 (BC) 00:00:00.000001'",
                "TIMESTAMP_MS '2020-01-01 00:00:00.120'",
                "TIMESTAMP_NS '2020-01-01 00:00:00.000000120'",
                "TIMESTAMP_NS 'infinity'",
                "TIMESTAMPTZ '2026-01-01 00:00:00.25+00'",
                "TIMESTAMPTZ 'infinity'",
                "TIMESTAMPTZ '1800-01-01 00:00:00+00'",
                "'\\x00\\xFFa''\"\\x5C~\\x7F'::BLOB",
                "INTERVAL '1 year 2 days 03:00:00.5'",
                "[TIMESTAMP '2026-03-29 02:30:00', NULL]",
                "{'a b': 'x, y', 'c': [1.0::DOUBLE]}",
                "MAP {'k': NULL}",
                "'{\"a\": 1}'::JSON",
                "'0101'::BIT",
                "12::UHUGEINT",
                "NULL"
            })
    void wordsOddValuesAsTheEngineDoes(String expression) throws SQLException {
        assertSameAsEngine("SELECT " + expression + " AS value", "Europe/Berlin");
    }

    @Test
    void saysWhatToDoAboutAValueThatJavaLacks() {
        assertThatThrownBy(
                        () ->
                                assertSameAsEngine(
                                        "SELECT TIMETZ '24:00:00+01' AS late", "Europe/Berlin"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("\"late\"::VARCHAR");
    }

    private static void assertSameAsEngine(String sql, String zone) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement ours = connection.createStatement();
                Statement engines = connection.createStatement()) {
            ours.execute("SET TimeZone = '" + zone + "'");
            try (ResultSet values = ours.executeQuery(sql);
                    ResultSet texts =
                            engines.executeQuery("SELECT COLUMNS(*)::VARCHAR FROM (" + sql + ")")) {
                while (texts.next()) {
                    values.next();
                    for (JdbcColumn column : JdbcRows.of(values, ZoneId.of(zone)).columns()) {
                        assertThat(column.readText())
                                .as(column.sqlType())
                                .isEqualTo(texts.getString(column.index()));
                    }
                }
            }
        }
    }
}

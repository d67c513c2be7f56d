package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/** A JDBC batch of an INSERT arrives as one change. */
final class InsertBatchTest {
    private WriteFixture pg;

    @BeforeEach
    void open() throws SQLException {
        pg =
                WriteFixture.open(
                        EmbeddedServer.NEWEST,
                        "CREATE TABLE t (id int PRIMARY KEY, n numeric, v text, at timestamp, d"
                                + " date, u uuid, raw bytea)");
    }

    @AfterEach
    void close() throws SQLException {
        pg.close();
    }

    @Test
    void insertsManyRowsAtOnce() throws SQLException {
        try (PreparedStatement insert =
                pg.duckdb()
                        .prepareStatement(
                                "INSERT INTO pg.t VALUES (?, ? * 2, upper(?), ?, ?, ?, ?)")) {
            for (int i = 0; i < 20_000; i++) {
                insert.setInt(1, i);
                insert.setBigDecimal(2, new BigDecimal(i).movePointLeft(3));
                insert.setString(3, i % 2 == 0 ? null : "v" + i);
                insert.setTimestamp(4, Timestamp.valueOf("2024-03-31 02:30:00.123456"));
                insert.setObject(5, LocalDate.of(2024, 2, 29));
                insert.setObject(6, new UUID(1, i));
                insert.setBytes(7, new byte[] {0, (byte) i});
                insert.addBatch();
            }
            assertThat(Arrays.stream(insert.executeBatch()).sum()).isEqualTo(20_000);
        }
        assertThat(pg.remote("SELECT count(*), sum(n), count(v), max(at), min(d) FROM t"))
                .containsExactly("20000|399980.000|10000|2024-03-31 02:30:00.123456|2024-02-29");
        assertThat(pg.remote("SELECT * FROM t WHERE id = 255"))
                .containsExactly(
                        "255|0.510|V255|2024-03-31 02:30:00.123456|2024-02-29|"
                                + "00000000-0000-0001-0000-0000000000ff|\\x00ff");
        assertThat(pg.rows("SELECT count(*) FROM duckdb_tables() WHERE temporary"))
                .containsExactly("0");
    }

    @Test
    void takesRowsOfDifferentKinds() throws SQLException {
        try (PreparedStatement insert =
                pg.duckdb().prepareStatement("INSERT INTO pg.t (id, n, v) VALUES (?, ?, ?)")) {
            Object[] numbers = {
                9007199254740993L, 1.5, "2.25", new BigDecimal("1" + "0".repeat(20)), null
            };
            for (int i = 0; i < 5000; i++) {
                insert.setInt(1, i);
                insert.setObject(2, numbers[i % numbers.length]);
                insert.setNull(3, Types.VARCHAR);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(5000).containsOnly(1);
        }
        assertThat(pg.remote("SELECT n, count(*), count(v) FROM t GROUP BY 1 ORDER BY 1"))
                .containsExactly(
                        "1.5|1000|0",
                        "2.25|1000|0",
                        "9007199254740993|1000|0",
                        "100000000000000000000|1000|0",
                        "null|1000|0");
    }

    @Test
    void isAllOrNothing() throws SQLException {
        try (PreparedStatement insert =
                pg.duckdb().prepareStatement("INSERT INTO pg.t (id) VALUES (?)")) {
            for (int id : new int[] {1, 2, 1}) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            assertThatThrownBy(insert::executeBatch)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("t_pkey");
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("0");
            insert.setInt(1, 7);
            insert.addBatch();
            assertThat(insert.executeBatch()).containsExactly(1);
        }
        try (PreparedStatement insert =
                pg.duckdb()
                        .prepareStatement(
                                "INSERT INTO pg.t (id) VALUES (?) ON CONFLICT DO NOTHING")) {
            for (int id : new int[] {7, 8, 8}) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(3).containsOnly(Statement.SUCCESS_NO_INFO);
        }
        assertThat(pg.remote("SELECT id FROM t ORDER BY id")).containsExactly("7", "8");
    }
}

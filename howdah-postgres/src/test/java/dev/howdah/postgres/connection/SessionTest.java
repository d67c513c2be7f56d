package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.PreparedQuery;
import dev.howdah.postgres.wire.RowReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

@ParameterizedClass
@MethodSource("versions")
final class SessionTest {
    private final int version;
    private Session session;

    SessionTest(int version) {
        this.version = version;
    }

    static IntStream versions() {
        return TestServers.versions();
    }

    @BeforeEach
    void open() {
        session = TestServers.open(TestServers.of(version));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void copiesRowsOut() {
        long rows = 0;
        long sum = 0;
        try (RowReader reader =
                session.copyOut("SELECT i::int8, 'x' FROM generate_series(1, 100000) i")) {
            while (reader.nextRow()) {
                ByteBuffer row =
                        ByteBuffer.wrap(
                                reader.buffer(),
                                reader.position(),
                                reader.end() - reader.position());
                assertThat(row.getShort()).isEqualTo((short) 2);
                assertThat(row.getInt()).isEqualTo(8);
                sum += row.getLong();
                rows++;
            }
        }
        assertThat(rows).isEqualTo(100_000);
        assertThat(sum).isEqualTo(5_000_050_000L);
        assertThat(session.serverVersion() / 10_000).isEqualTo(version);
    }

    @Test
    void alternatesBetweenJdbcAndTheWire() throws SQLException {
        for (int i = 0; i < 3; i++) {
            assertThat(count("SELECT 1 WHERE false")).isZero();
            assertThat(count("SELECT generate_series(1, 7)")).isEqualTo(7);
            try (Statement statement = session.jdbc().createStatement();
                    ResultSet result = statement.executeQuery("SELECT 42")) {
                result.next();
                assertThat(result.getInt(1)).isEqualTo(42);
            }
        }
    }

    @Test
    void runsAPreparedQueryWithParameters() {
        PreparedQuery query = session.prepare("SELECT $1::int4 + 1 AS next, $2::text AS word");
        assertThat(query.parameterTypeOids()).containsExactly(23, 25);
        assertThat(query.columns())
                .containsExactly(
                        new PreparedQuery.Column("next", 23, -1),
                        new PreparedQuery.Column("word", 25, -1));
        try (RowReader reader =
                session.execute(query, Arrays.asList("41", null), new short[] {1, 0})) {
            assertThat(reader.nextRow()).isTrue();
            ByteBuffer row =
                    ByteBuffer.wrap(
                            reader.buffer(), reader.position(), reader.end() - reader.position());
            assertThat(row.getShort()).isEqualTo((short) 2);
            assertThat(row.getInt()).isEqualTo(4);
            assertThat(row.getInt()).isEqualTo(42);
            assertThat(row.getInt()).isEqualTo(-1);
            assertThat(reader.nextRow()).isFalse();
        }
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void takesNoticeOfWhatTheServerSaysBetweenStatements() throws SQLException {
        session.execute("LISTEN news");
        try (Session other = TestServers.open(TestServers.of(version))) {
            for (int i = 0; i < 50; i++) {
                other.execute("NOTIFY news, '" + "x".repeat(i * 100) + "'");
                assertThat(count("SELECT generate_series(1, 3)")).isEqualTo(3);
                other.execute("NOTIFY news, '" + "y".repeat(i * 100) + "'");
                try (Statement statement = session.jdbc().createStatement();
                        ResultSet result = statement.executeQuery("SELECT repeat('z', 9000)")) {
                    result.next();
                    assertThat(result.getString(1)).hasSize(9000);
                }
            }
        }
    }

    @Test
    void runsAPreparedStatementWithoutAResult() {
        session.execute("CREATE TEMP TABLE target(a int, b text)");
        PreparedQuery insert = session.prepare("INSERT INTO target VALUES ($1, $2)");
        assertThat(insert.columns()).isEmpty();
        try (RowReader reader =
                session.execute(insert, Arrays.asList("1", "it's ü"), new short[0])) {
            assertThat(reader.nextRow()).isFalse();
        }
        assertThat(count("SELECT FROM target WHERE b = 'it''s ü'")).isEqualTo(1);
        assertThatThrownBy(() -> session.execute(insert, List.of("1"), new short[0]))
                .hasMessageContaining("2 parameters, but 1 values");
        assertThatThrownBy(() -> session.execute(insert, List.of("x", "y"), new short[0]))
                .hasMessageContaining("22P02");
        assertThatThrownBy(() -> session.execute("SELECT '\0'"))
                .hasMessageContaining("zero character");
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void noticesThatAPreparedResultChanged() {
        session.execute("CREATE TEMP TABLE target(a int)");
        PreparedQuery query = session.prepare("SELECT * FROM target");
        session.execute("ALTER TABLE target ALTER a TYPE text");
        assertThatThrownBy(() -> session.execute(query, List.of(), new short[] {1}))
                .hasMessageContaining("changed since it was prepared");
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void readsRowsOfAnyWidth() {
        try (RowReader reader =
                session.copyOut("SELECT repeat('x', n) FROM unnest(ARRAY[0, 1, 5000000, 3]) n")) {
            long bytes = 0;
            while (reader.nextRow()) {
                bytes += reader.end() - reader.position() - 6;
            }
            assertThat(bytes).isEqualTo(5_000_004);
            assertThat(reader.bytes()).isEqualTo(5_000_004 + 4 * 6);
        }
    }

    @Test
    void goesOnAfterAnErrorOfTheServer() {
        assertThatThrownBy(() -> session.copyOut("SELECT nothing FROM pg_class"))
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        failure -> assertThat(failure.sqlState()).isEqualTo("42703"))
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> session.prepare("SELEC 1")).hasMessageContaining("42601");
        assertThatThrownBy(() -> session.execute("SELECT 1/0")).hasMessageContaining("22012");
        assertThat(count("SELECT 1")).isEqualTo(1);
    }

    @Test
    void stopsAnUnfinishedCopyAndGoesOn() {
        for (int i = 0; i < 5; i++) {
            try (RowReader reader =
                    session.copyOut("SELECT repeat('x', 1000), generate_series(1, 100000000)")) {
                assertThat(reader.nextRow()).isTrue();
            }
            assertThat(session.isUsable()).isTrue();
            assertThat(count("SELECT 1")).isEqualTo(1);
        }
    }

    private long count(String sql) {
        long rows = 0;
        try (RowReader reader = session.copyOut(sql)) {
            while (reader.nextRow()) {
                rows++;
            }
        }
        return rows;
    }
}

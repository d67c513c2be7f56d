package dev.howdah.duckdb.nativeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemorySegment;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

final class ConnectionHandleTest {
    @Test
    void refusesAClosedConnection() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        DuckDbConnectionHandle handle = DuckDbConnectionHandle.of(connection);
        connection.close();
        assertThatThrownBy(handle::connectionId)
                .isInstanceOf(HowdahException.class)
                .hasMessage("the DuckDB connection is closed");
        assertThatThrownBy(() -> handle.readConfigOption("threads"))
                .isInstanceOf(HowdahException.class);
        assertThatThrownBy(() -> DuckDbConnectionHandle.of(connection))
                .isInstanceOf(HowdahException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.4.4", "1.5.0", "v2.1.0", "v20.0.1", "v2.0"})
    void refusesAnUntestedDuckDb(String version) {
        assertThatThrownBy(() -> TestedVersions.require(version))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining("DuckDB is " + version)
                .hasMessageContaining("tested with 2.0 only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2.0.0", "2.0.17", "v2.0.1-dev12"})
    void acceptsATestedDuckDb(String version) {
        assertThatCode(() -> TestedVersions.require(version)).doesNotThrowAnyException();
    }

    @Test
    void tellsInstancesApart() throws SQLException {
        try (Connection one = DriverManager.getConnection("jdbc:duckdb:");
                Connection two = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(DuckDbConnectionHandle.of(one).instanceId())
                    .isNotEqualTo(DuckDbConnectionHandle.of(two).instanceId());
        }
    }

    @Test
    void registersAFunctionOnceAnInstance() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            DuckDbConnectionHandle handle = DuckDbConnectionHandle.of(connection);
            assertThat(handle.registerTableFunction(new Ones(), (id, failure) -> {})).isTrue();
            assertThat(handle.registerTableFunction(new Ones(), (id, failure) -> {})).isFalse();
        }
    }

    @Test
    void releasesEveryObject() throws SQLException {
        int before = ObjectTable.size();
        for (int instance = 0; instance < 20; instance++) {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
                DuckDbConnectionHandle handle = DuckDbConnectionHandle.of(connection);
                handle.registerTableFunction(new Ones(), (id, failure) -> {});
                handle.registerTableFunction(new Ones(), (id, failure) -> {});
                for (int i = 0; i < 250; i++) {
                    assertThat(sum(connection, "SELECT sum(one) FROM ones(0)")).isEqualTo(2);
                    assertThatThrownBy(() -> sum(connection, "SELECT nonsense FROM ones(0)"))
                            .isInstanceOf(SQLException.class);
                    assertThatThrownBy(() -> sum(connection, "FROM ones(1)"))
                            .hasMessageContaining("as asked");
                }
                assertThat(ObjectTable.size()).isEqualTo(before + 1);
            }
        }
        assertThat(ObjectTable.size()).isEqualTo(before);
    }

    private static int sum(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Returns two rows, or fails if its argument is 1. */
    private record Ones() implements NativeFunction {
        @Override
        public String name() {
            return "ones";
        }

        @Override
        public List<NativeTypeId> parameters() {
            return List.of(NativeTypeId.BIGINT);
        }

        @Override
        public Map<String, NativeTypeId> namedParameters() {
            return Map.of();
        }

        @Override
        public BoundFunction bind(BindCall call) {
            try (NativeType type = NativeType.of(NativeTypeId.BIGINT)) {
                call.addColumn("one", type);
            }
            boolean fails = call.arguments().contains(1L);
            return new BoundFunction() {
                @Override
                public RunningFunction start(int[] columns) {
                    return new RunningOnes(fails);
                }

                @Override
                public void close() {}
            };
        }
    }

    private static final class RunningOnes implements NativeFunction.RunningFunction {
        private final boolean fails;
        private boolean done;

        RunningOnes(boolean fails) {
            this.fails = fails;
        }

        @Override
        public int maxThreads() {
            return 1;
        }

        @Override
        public int fill(NativeChunk chunk) {
            if (fails) {
                throw new IllegalStateException("as asked");
            }
            if (done) {
                return 0;
            }
            done = true;
            chunk.vector(0).data(16).copyFrom(MemorySegment.ofArray(ONES));
            return 2;
        }

        @Override
        public void close() {}
    }

    private static final long[] ONES = {1, 1};
}

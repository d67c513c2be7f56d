package dev.howdah.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.WriteColumn;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** In whatever form values are sent, the server checks them as it does those of its own clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerChecksTest {
    private Connection connection;

    @BeforeAll
    void connect() throws SQLException {
        connection = Servers.version(EmbeddedServer.NEWEST).connect();
        CodecSchema.install(connection);
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @EnumSource
    void checksTheConstraintsOfADomain(WriteForm form) throws SQLException {
        PgType numeric = new PgType.Base(1700, "pg_catalog", "numeric");
        refuses(form, "numeric(12,2)", "-1000000000.01", numeric, "cents", "23514");
    }

    @ParameterizedTest
    @EnumSource
    void checksTheLabelsOfAnEnum(WriteForm form) throws SQLException {
        PgType mood = new PgType.Enumeration(1, "codec", "mood", List.of());
        refuses(form, "text", "angry", mood, "mood", "22P02");
    }

    @ParameterizedTest
    @EnumSource
    void cutsNothingThatIsTooLong(WriteForm form) throws SQLException {
        refuses(form, "text", "abcd", builtIn(1043, "varchar"), "varchar(3)", "22001");
        refuses(form, "text", "abcd", builtIn(1042, "bpchar"), "char(3)", "22001");
        refuses(form, "varbit", "1011", builtIn(1562, "varbit"), "varbit(3)", "22001");
        refuses(form, "varbit", "10", builtIn(1560, "bit"), "bit(3)", "22026");
        refuses(form, "text", "12345", builtIn(1700, "numeric"), "numeric(4,0)", "22003");
    }

    private void refuses(
            WriteForm form, String source, String value, PgType sent, String column, String state)
            throws SQLException {
        try (ScratchTable table =
                ScratchTable.of(connection, source, MappingOptions.DEFAULT, List.of(value))) {
            RowBatch batch = table.readToWrite();
            WriteColumn number = table.writeColumns().get(0);
            WriteColumn written =
                    new WriteColumn("c", sent, PgType.NO_TYPMOD, table.writeMapping().logical());
            Servers.execute(
                    connection,
                    "DROP TABLE IF EXISTS checked",
                    "CREATE TEMP TABLE checked (n int, c " + column + ")");
            assertThatThrownBy(
                            () ->
                                    form.write(
                                            connection,
                                            "checked",
                                            List.of(number, written),
                                            EncodeOptions.STRICT,
                                            batch))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo(state));
        }
    }

    private static PgType builtIn(int oid, String name) {
        return new PgType.Base(oid, "pg_catalog", name);
    }
}

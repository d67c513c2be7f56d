package dev.howdah.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Torn and corrupted rows end in an error that explains itself, whatever the type. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBytesTest {
    private static final long SEED = 20_261_121L;
    private static final int CORRUPTIONS = 100;
    private static final int MAX_VALUES = 12;
    private static final int MAX_TORN_LENGTH = 2_000;

    /** A numeric of eight bytes may say that it has 32768 groups of four digits. */
    private static final int MAX_TEXT_BYTES = 200_000;

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

    static Stream<RoundTripCase> cases() {
        return RoundTripCases.all().filter(example -> !example.values().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void neverReadsOutsideARow(RoundTripCase example) throws SQLException {
        Random random = new Random(SEED);
        try (ScratchTable table =
                ScratchTable.of(
                        connection, example.type(), MappingOptions.DEFAULT, someValues(example))) {
            RowBatch batch = RowBatch.of(List.of(table.mapping().logical()));
            RowDecoder decoder = RowDecoder.of(List.of(table.mapping()), List.of("c"), batch);
            for (byte[] row : table.copy()) {
                for (int end = 0; end < Math.min(row.length, MAX_TORN_LENGTH); end++) {
                    decode(decoder, batch, Arrays.copyOf(row, end), true);
                }
                for (int i = 0; i < CORRUPTIONS; i++) {
                    decode(decoder, batch, corrupt(row, random), false);
                }
            }
        }
    }

    private static List<String> someValues(RoundTripCase example) {
        return example.values().stream().limit(MAX_VALUES).toList();
    }

    private static byte[] corrupt(byte[] row, Random random) {
        byte[] corrupted = row.clone();
        int from = 6 + random.nextInt(Math.max(1, row.length - 6));
        int value =
                switch (random.nextInt(4)) {
                    case 0 -> Integer.MAX_VALUE - random.nextInt(3);
                    case 1 -> -1 - random.nextInt(3);
                    case 2 -> random.nextInt(20);
                    default -> random.nextInt();
                };
        if (from + 4 <= row.length && random.nextBoolean()) {
            ByteBuffer.wrap(corrupted).putInt(from, value);
        } else if (from < row.length) {
            corrupted[from] = (byte) value;
        }
        return corrupted;
    }

    private static void decode(RowDecoder decoder, RowBatch batch, byte[] row, boolean mustFail) {
        batch.reset();
        try {
            decoder.decode(row, 0, row.length, 0);
        } catch (HowdahException failure) {
            assertThat(failure.kind()).isEqualTo(ErrorKind.DATA);
            return;
        } catch (RuntimeException | Error failure) {
            fail("seed " + SEED + ", row " + HexFormat.of().formatHex(row), failure);
        }
        assertThat(mustFail).as("a torn row of %d bytes was read", row.length).isFalse();
        requireModest(batch.columns().get(0), row.length);
    }

    private static void requireModest(ColumnBuffer column, int rowLength) {
        if (column instanceof ListColumn list) {
            assertThat(list.childSize()).isLessThanOrEqualTo(rowLength);
            requireModest(list.child(), rowLength);
        } else if (column instanceof BytesColumn bytes) {
            assertThat(bytes.size()).isLessThanOrEqualTo(rowLength + MAX_TEXT_BYTES);
        }
    }
}

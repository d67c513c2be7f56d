package dev.howdah.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;

/** A load of any length makes no garbage: rows are encoded in binary form without allocating. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncodingAllocationTest {
    private static final int ROWS = 1000;
    private static final int BATCHES = 50;
    private static final long MAX_BYTES = (long) ROWS * BATCHES;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
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
    @CsvSource(
            delimiter = '|',
            value = {
                "int8 | 42",
                "float8 | 0.5",
                "numeric(12,2) | 1234567.89",
                "numeric(38,10) | -1234567890123456789012345678.0123456789",
                "numeric | 12345678.25",
                "text | twenty bytes of text",
                "char(10) | ab",
                "jsonb | {\"a\": 1}",
                "uuid | 00112233-4455-6677-8899-aabbccddeeff",
                "timestamptz | 2024-01-01 00:00:00+00",
                "timetz | 12:00+02",
                "interval | 1 day",
                "varbit | 10101",
                "mood | glad",
                "int4[][] | {{1,2},{3,NULL}}",
                "nested | (1,\"(2,y)\",glad,1.50)"
            })
    void encodesWithoutAllocating(String type, String value) throws SQLException {
        try (ScratchTable table =
                ScratchTable.of(
                        connection,
                        type,
                        MappingOptions.DEFAULT,
                        Collections.nCopies(ROWS, value))) {
            RowBatch batch = table.readToWrite();
            RowEncoder encoder = RowEncoder.binary(table.writeColumns(), EncodeOptions.STRICT);
            CopyBuffer out = new CopyBuffer();
            encode(encoder, batch, out);
            long before = threads.getCurrentThreadAllocatedBytes();
            encode(encoder, batch, out);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_BYTES);
        }
    }

    private static void encode(RowEncoder encoder, RowBatch batch, CopyBuffer out) {
        for (int i = 0; i < BATCHES; i++) {
            out.clear();
            encoder.encode(batch, 0, batch.rowCount(), out);
        }
    }
}

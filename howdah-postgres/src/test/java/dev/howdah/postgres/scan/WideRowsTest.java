package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;

/** Rows of megabytes are read in a heap that holds few of them. */
final class WideRowsTest {
    private static final String DATABASE = "wide_rows";

    @Test
    void readsMoreThanTheHeapHolds() throws Exception {
        EmbeddedServer server = Servers.version(EmbeddedServer.NEWEST);
        Servers.createDatabase(server, DATABASE);
        try (Connection connection = server.connect(DATABASE)) {
            Servers.execute(
                    connection,
                    "CREATE VIEW wide AS SELECT repeat('x', 3000000) AS t"
                            + " FROM generate_series(1, 300)");
        }
        Process reader =
                new ProcessBuilder(
                                System.getProperty("java.home") + File.separator + "bin/java",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WideRowsTest.class.getName(),
                                server.connectionString(DATABASE))
                        .redirectErrorStream(true)
                        .start();
        String output =
                new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(output).endsWith("300 rows of 900000000 bytes");
        assertThat(reader.waitFor()).isZero();
    }

    /** What runs in the small heap. */
    public static void main(String[] arguments) {
        long rows = 0;
        long bytes = 0;
        try (PostgresDatabase database =
                        PostgresDatabase.open(
                                ConnectionSettings.parse(arguments[0]), DatabaseOptions.of("pg"));
                RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
                RowStream stream =
                        database.scan(
                                transaction,
                                Scans.request(database, "wide"),
                                ScanSettings.ofThreads(2))) {
            for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
                BytesColumn column = (BytesColumn) batch.columns().get(0);
                for (int row = 0; row < batch.rowCount(); row++) {
                    bytes += column.ends()[row] - column.start(row);
                }
                rows += batch.rowCount();
                stream.release(batch);
            }
        }
        System.out.println(rows + " rows of " + bytes + " bytes");
    }
}

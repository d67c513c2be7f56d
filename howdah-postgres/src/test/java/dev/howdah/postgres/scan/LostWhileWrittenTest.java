package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.testing.LossyProxy;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is lost and read again while others write is still one consistent state. */
@Timeout(60)
abstract class LostWhileWrittenTest {
    private static final String DATABASE = "lost_while_written";

    private final EmbeddedServer server;

    LostWhileWrittenTest(int version) {
        server = Servers.version(version);
    }

    /** The oldest server that ctid ranges work on. */
    static final class Version14Test extends LostWhileWrittenTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends LostWhileWrittenTest {
        Version18Test() {
            super(18);
        }
    }

    @Test
    void eachAccountIsReadOnceAndTheSumStays() throws Exception {
        Servers.createDatabase(server, DATABASE);
        try (Connection connection = server.connect(DATABASE)) {
            Servers.execute(
                    connection,
                    "CREATE TABLE account (id bigint PRIMARY KEY, amount bigint, filler text)",
                    "INSERT INTO account SELECT i, i, repeat('x', 300)"
                            + " FROM generate_series(1, 10000) i",
                    "ANALYZE account");
        }
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeUntil(done));
        try (LossyProxy proxy = new LossyProxy(server.port());
                PostgresDatabase database =
                        PostgresDatabase.open(
                                ConnectionSettings.parse(
                                        "host=127.0.0.1 user=postgres dbname=%s port=%d"
                                                .formatted(DATABASE, proxy.port())),
                                DatabaseOptions.of("pg"))) {
            for (long seed = 1; seed <= 12; seed++) {
                Random random = new Random(seed);
                proxy.cutAfter("SET TRANSACTION SNAPSHOT", random.nextInt(1_500_000));
                proxy.cutAfter("SET TRANSACTION SNAPSHOT", random.nextInt(200_000));
                ScanRequest request = Scans.request(database, "account", "id", "amount");
                List<String> rows = Scans.rows(database, request, new ScanSettings(2, 10, true));
                assertThat(rows.stream().mapToLong(row -> number(row, 0)).distinct().count())
                        .as("accounts, seed %s", seed)
                        .isEqualTo(rows.size());
                assertThat(rows.stream().mapToLong(row -> number(row, 1)).sum())
                        .as("sum, seed %s", seed)
                        .isEqualTo(50_005_000L);
            }
        } finally {
            done.set(true);
            writing.join();
        }
    }

    /** Moves amounts between accounts and rows between pages; adds and removes empty accounts. */
    private void writeUntil(AtomicBoolean done) {
        try (Connection connection = server.connect(DATABASE)) {
            for (int round = 0; !done.get(); round++) {
                Servers.execute(
                        connection,
                        "UPDATE account SET amount = amount + CASE WHEN id %% 2 = 0 THEN 1 ELSE -1 END WHERE id BETWEEN %1$d * 100 + 1 AND %1$d * 100 + 100"
                                .formatted(round % 100),
                        "INSERT INTO account SELECT 20000 + i, 0, repeat('y', 300) FROM generate_series(1, 50) i ON CONFLICT DO NOTHING",
                        "DELETE FROM account WHERE id > 20000 AND id % 3 = " + round % 3,
                        "VACUUM account");
            }
        } catch (SQLException failure) {
            throw new CompletionException(failure);
        }
    }

    private static long number(String row, int field) {
        return Long.parseLong(row.split("\\|", -1)[field]);
    }
}

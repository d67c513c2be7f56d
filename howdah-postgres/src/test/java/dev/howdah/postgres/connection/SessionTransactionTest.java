package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.wire.RowReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.IntStream;

@ParameterizedClass
@MethodSource("versions")
final class SessionTransactionTest {
    private final int version;
    private Session first;
    private Session second;
    private Session writer;

    SessionTransactionTest(int version) {
        this.version = version;
    }

    static IntStream versions() {
        return TestServers.versions();
    }

    @BeforeEach
    void open() {
        first = TestServers.open(TestServers.of(version));
        second = TestServers.open(TestServers.of(version));
        writer = TestServers.open(TestServers.of(version));
        writer.execute("DROP TABLE IF EXISTS seen; CREATE TABLE seen AS SELECT 1 AS a");
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        writer.close();
    }

    @Test
    void sharesWhatItSees() {
        SessionTransaction owner = SessionTransaction.begin(first);
        String snapshot = owner.exportSnapshot().orElseThrow();
        writer.execute("INSERT INTO seen VALUES (2)");
        SessionTransaction guest = SessionTransaction.join(second, snapshot);
        assertThat(rows(first)).isEqualTo(1);
        assertThat(rows(second)).isEqualTo(1);
        guest.commit();
        owner.commit();
        assertThat(rows(second)).isEqualTo(2);
        assertThat(first.transactionStatus()).isEqualTo((byte) 'I');
    }

    @Test
    void begunReadOnlyItRefusesToWrite() {
        SessionTransaction reading = SessionTransaction.begin(first);
        assertThatThrownBy(() -> first.execute("INSERT INTO seen VALUES (2)"))
                .hasMessageContaining("25006");
        reading.rollback();
        assertThat(first.transactionStatus()).isEqualTo((byte) 'I');
    }

    @Test
    void beginsAnewWhenTheServerCannotExport() {
        SessionTransaction owner =
                SessionTransaction.begin(
                        first,
                        SessionTransaction.Isolation.REPEATABLE_READ,
                        false,
                        TransactionTimeouts.NONE);
        // In a subtransaction a server exports nothing.
        first.execute("SAVEPOINT here");
        assertThat(owner.exportSnapshot()).isEmpty();
        assertThat(first.transactionStatus()).isEqualTo((byte) 'T');
        assertThat(rows(first)).isEqualTo(1);
        owner.rollback();
    }

    @Test
    void leavesNoTransactionBehindWhenASnapshotIsGone() {
        assertThatThrownBy(() -> SessionTransaction.join(second, "00000003-0000001B-1"))
                .hasMessageContaining("snapshot");
        assertThat(second.transactionStatus()).isEqualTo((byte) 'I');
        assertThatThrownBy(() -> SessionTransaction.join(second, "it's none"))
                .hasMessageContaining("snapshot");
    }

    private static long rows(Session session) {
        try (RowReader reader = session.copyOut("SELECT a FROM seen")) {
            long count = 0;
            while (reader.nextRow()) {
                count++;
            }
            return count;
        }
    }
}

package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Standbys;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hot standby is read like any other server, by several connections at a time. */
final class StandbyScanTest {
    @ParameterizedTest
    @ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
    void readsAStandbyWithSeveralConnections(int version) {
        EmbeddedServer standby = Standbys.of(version).standby();
        try (PostgresDatabase database = Scans.open(standby, "postgres")) {
            var request = Scans.request(database, "numbers");
            ScanSettings split = new ScanSettings(3, 5, true);
            assertThat(database.explain(request, split).tasks()).hasSizeGreaterThan(3);
            assertThat(Scans.rows(database, request, split))
                    .hasSize(20_000)
                    .doesNotHaveDuplicates()
                    .contains("1|row 1", "20000|row 20000");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
    void saysThatAStandbyTakesNoWrites(int version) {
        EmbeddedServer standby = Standbys.of(version).standby();
        try (PostgresDatabase database = Scans.open(standby, "postgres");
                RemoteTransaction transaction = database.begin(TransactionScope.WRITE)) {
            assertThatThrownBy(
                            () -> {
                                try (WriterLease writer =
                                        transaction.openWriter(false).orElseThrow()) {
                                    database.execute(writer, "DELETE FROM public.numbers");
                                }
                            })
                    .hasMessageContaining("during recovery");
        }
    }
}

package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several connections read one table over TLS. */
final class TlsScanTest {
    @ParameterizedTest
    @CsvSource({
        EmbeddedServer.OLDEST + ", TLSv1.2",
        EmbeddedServer.OLDEST + ", TLSv1.3",
        EmbeddedServer.NEWEST + ", TLSv1.2",
        EmbeddedServer.NEWEST + ", TLSv1.3"
    })
    void readsWithSeveralConnections(int version, String protocol) {
        ConnectionSettings settings =
                SecuredServer.of(version)
                        .settings(
                                "user=postgres sslmode=require ssl_min_protocol_version=%1$s ssl_max_protocol_version=%1$s"
                                        .formatted(protocol));
        try (Session session = Session.open(settings);
                PostgresDatabase database =
                        PostgresDatabase.open(settings, DatabaseOptions.of("pg"))) {
            assertThat(session.tls().orElseThrow().protocol()).isEqualTo(protocol);
            session.execute("DROP TABLE IF EXISTS public.wide");
            session.execute(
                    "CREATE TABLE public.wide AS SELECT i, repeat('x', 100) AS t FROM"
                            + " generate_series(1, 50000) i");
            session.execute("ANALYZE public.wide");
            var request = Scans.request(database, "wide", "i");
            ScanSettings split = new ScanSettings(3, 50, true);
            assertThat(database.explain(request, split).tasks()).hasSizeGreaterThan(3);
            assertThat(Scans.rows(database, request, split))
                    .hasSize(50_000)
                    .doesNotHaveDuplicates();
        }
    }
}

package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.plan.PlanReason;
import dev.howdah.postgres.plan.ScanPlan;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanRequest.SelectedColumn;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.RowIdentity;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A scan tells where each row is, whatever its plan. */
final class RowIdentityScanTest {
    private static final String DATABASE = "row_identity";

    @ParameterizedTest
    @ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
    void tellsTableAndPlace(int version) throws SQLException {
        EmbeddedServer server = Servers.version(version);
        Servers.createDatabase(server, DATABASE);
        try (Connection connection = server.connect(DATABASE)) {
            Servers.execute(
                    connection,
                    "CREATE TABLE parts (id bigint, t text) PARTITION BY HASH (id)",
                    "CREATE TABLE part0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                    "CREATE TABLE part1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
                    "INSERT INTO parts SELECT i, repeat('x', 100) FROM generate_series(1, 10000) i",
                    "ANALYZE parts");
            List<String> expected =
                    Servers.strings(
                            connection,
                            "SELECT id || '|' || tableoid || '|' || split_part(place, ',', 1)::int8"
                                    + " * 65536 + split_part(place, ',', 2)::int8 FROM (SELECT id,"
                                    + " tableoid, trim('()' FROM ctid::text) AS place FROM parts)"
                                    + " AS p");
            expected.sort(null);
            try (PostgresDatabase database = Scans.open(server, DATABASE)) {
                for (int threads : new int[] {1, 2}) {
                    ScanSettings settings = new ScanSettings(threads, 5, true);
                    ScanPlan plan = database.explain(request(database), settings);
                    assertThat(plan.reason())
                            .isEqualTo(threads == 1 ? PlanReason.ONE_THREAD : PlanReason.SPLIT);
                    assertThat(Scans.rows(database, request(database), settings))
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static ScanRequest request(PostgresDatabase database) {
        ScanRequest plain = Scans.request(database, "parts", "id");
        List<SelectedColumn> columns = new ArrayList<>(plain.columns());
        columns.add(new SelectedColumn(RowIdentity.TABLEOID, RowIdentity.TABLEOID_MAPPING));
        columns.add(new SelectedColumn(RowIdentity.CTID, RowIdentity.CTID_MAPPING));
        return new ScanRequest(
                plain.relation(), columns, plain.predicate(), plain.order(), plain.limit());
    }
}

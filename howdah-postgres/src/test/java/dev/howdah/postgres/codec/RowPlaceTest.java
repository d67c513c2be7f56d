package dev.howdah.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.RowIdentity;
import dev.howdah.postgres.type.WriteColumn;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a row is known by travels as numbers, there and back. */
class RowPlaceTest {
    private static final List<String> PLACES =
            List.of("(0,1)", "(7,65535)", "(2147483648,3)", "(4294967295,0)");

    @ParameterizedTest
    @EnumSource
    void placesAndTablesTravelAsNumbers(WriteForm form) throws SQLException, IOException {
        List<WriteColumn> columns =
                List.of(
                        column(RowIdentity.CTID, RowIdentity.CTID_MAPPING),
                        column(RowIdentity.TABLEOID, RowIdentity.TABLEOID_MAPPING));
        RowBatch batch = RowBatch.of(columns.stream().map(WriteColumn::logical).toList());
        LongColumn places = (LongColumn) batch.columns().get(0);
        IntColumn tables = (IntColumn) batch.columns().get(1);
        long[] numbers = {1, 7 << 16 | 65_535L, 2_147_483_648L << 16 | 3, 4_294_967_295L << 16};
        for (int row = 0; row < numbers.length; row++) {
            places.set(row, numbers[row]);
            tables.set(row, -1 - row);
        }
        batch.setRowCount(numbers.length);
        try (Connection connection = Servers.version(EmbeddedServer.NEWEST).connect()) {
            Servers.execute(connection, "CREATE TEMP TABLE places (a tid, b oid)");
            form.write(connection, "places", columns, EncodeOptions.STRICT, batch);
            assertThat(Servers.strings(connection, "SELECT a FROM places ORDER BY b DESC"))
                    .containsExactlyElementsOf(PLACES);
            assertThat(Servers.strings(connection, "SELECT min(b::int8) FROM places"))
                    .containsExactly("4294967292");
        }
        CopyBuffer rows = new CopyBuffer();
        RowEncoder.binary(columns, EncodeOptions.STRICT).encode(batch, 0, numbers.length, rows);
        assertThat(decode(columns, rows)).startsWith(numbers);
    }

    private static long[] decode(List<WriteColumn> columns, CopyBuffer rows) {
        RowBatch batch = RowBatch.of(columns.stream().map(WriteColumn::logical).toList());
        RowDecoder decoder =
                RowDecoder.of(
                        List.of(RowIdentity.CTID_MAPPING, RowIdentity.TABLEOID_MAPPING),
                        List.of(RowIdentity.CTID, RowIdentity.TABLEOID),
                        batch);
        int size = rows.size() / PLACES.size();
        for (int row = 0; row < PLACES.size(); row++) {
            decoder.decode(rows.bytes(), row * size, (row + 1) * size, row);
        }
        return ((LongColumn) batch.columns().get(0)).values();
    }

    private static WriteColumn column(String name, ColumnMapping mapping) {
        return new WriteColumn(name, mapping.type(), PgType.NO_TYPMOD, mapping.logical());
    }
}

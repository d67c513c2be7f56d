package dev.howdah.postgres.testing;

import dev.howdah.postgres.codec.EncodeOptions;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.WriteColumn;
import dev.howdah.postgres.write.CopyLoad;
import dev.howdah.postgres.write.LoadTarget;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of a table {@code (id bigint, t text)} to be loaded. */
public final class Rows {
    private static final List<WriteColumn> COLUMNS =
            List.of(
                    new WriteColumn(
                            "id",
                            new PgType.Base(20, "pg_catalog", "int8"),
                            PgType.NO_TYPMOD,
                            Scalar.INT8),
                    new WriteColumn(
                            "t",
                            new PgType.Base(25, "pg_catalog", "text"),
                            PgType.NO_TYPMOD,
                            Scalar.TEXT));

    private Rows() {}

    /** The relation, in schema public. */
    public static LoadTarget target(String relation, boolean binary) {
        return target(relation, binary, false);
    }

    /** The relation, in schema public. */
    public static LoadTarget target(String relation, boolean binary, boolean freeze) {
        return new LoadTarget(
                "public.\"" + relation + "\"", COLUMNS, binary, freeze, EncodeOptions.STRICT);
    }

    /** Writes rows with these ids, whose text is {@code row} and the id. */
    public static void write(CopyLoad load, long from, long to) {
        RowBatch batch = RowBatch.of(List.of(Scalar.INT8, Scalar.TEXT));
        LongColumn ids = (LongColumn) batch.columns().get(0);
        BytesColumn texts = (BytesColumn) batch.columns().get(1);
        for (long id = from; id < to; ) {
            batch.reset();
            int row = 0;
            for (; row < RowBatch.CAPACITY && id < to; row++, id++) {
                byte[] text = ("row" + id).getBytes(StandardCharsets.UTF_8);
                ids.values()[row] = id;
                texts.set(row, text, 0, text.length);
            }
            batch.setRowCount(row);
            load.write(batch);
        }
    }
}

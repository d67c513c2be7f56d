package dev.howdah.postgres.write;

import dev.howdah.postgres.codec.RowEncoder;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.WriterLease;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.WriteColumn;

import java.util.stream.Collectors;

/** Starts loads. */
public final class CopyLoads {
    /**
     * A server that sends a notice per row, from a trigger, waits until somebody reads them, who in
     * turn waits until it takes more rows.
     */
    private static final String WITHOUT_NOTICES = "SET LOCAL client_min_messages = error; ";

    private CopyLoads() {}

    /**
     * Starts a load on the session that writes.
     *
     * @param label what the user calls the database
     */
    public static CopyLoad start(WriterLease writer, LoadTarget target, String label) {
        if (target.columns().isEmpty()) {
            throw HowdahException.unsupported(
                    "Rows without columns can't be loaded into %s; INSERT INTO … DEFAULT VALUES writes one"
                            .formatted(target.relation()));
        }
        RowEncoder encoder =
                target.binary()
                        ? RowEncoder.binary(target.columns(), target.options())
                        : RowEncoder.text(target.columns(), target.options());
        return new EncodedLoad(
                writer.session()
                        .copyIn(
                                WITHOUT_NOTICES
                                        + sql(target, target.freeze() && writer.canFreeze())),
                encoder,
                label);
    }

    private static String sql(LoadTarget target, boolean freeze) {
        return "COPY %s (%s) FROM STDIN (FORMAT %s%s)"
                .formatted(
                        target.relation(),
                        target.columns().stream()
                                .map(WriteColumn::name)
                                .map(Identifier::quote)
                                .collect(Collectors.joining(", ")),
                        target.binary() ? "binary" : "text",
                        freeze ? ", FREEZE" : "");
    }
}

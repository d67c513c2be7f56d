package dev.howdah.duckdb.scan;

import dev.howdah.postgres.scan.ForwardingRowStream;
import dev.howdah.postgres.scan.RowStream;

/** A stream that takes something along when it is closed. */
final class OwningStream extends ForwardingRowStream {
    private final Runnable onClose;

    OwningStream(RowStream stream, Runnable onClose) {
        super(stream);
        this.onClose = onClose;
    }

    @Override
    public void close() {
        super.close();
        onClose.run();
    }
}

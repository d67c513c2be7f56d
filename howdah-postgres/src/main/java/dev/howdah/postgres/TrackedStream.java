package dev.howdah.postgres;

import dev.howdah.postgres.scan.ForwardingRowStream;
import dev.howdah.postgres.scan.RowStream;

import java.util.function.Consumer;

/** A stream that its database closes if nobody else does. */
final class TrackedStream extends ForwardingRowStream {
    private final Consumer<RowStream> onClose;

    TrackedStream(RowStream stream, Consumer<RowStream> onClose) {
        super(stream);
        this.onClose = onClose;
    }

    @Override
    public void close() {
        onClose.accept(this);
        super.close();
    }
}

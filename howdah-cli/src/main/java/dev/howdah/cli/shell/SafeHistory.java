package dev.howdah.cli.shell;

import dev.howdah.postgres.error.CredentialMask;

import org.jline.reader.impl.history.DefaultHistory;

import java.time.Instant;

/** A history that keeps no password, neither for the arrow keys nor in its file. */
final class SafeHistory extends DefaultHistory {
    @Override
    public void add(Instant time, String line) {
        super.add(time, CredentialMask.mask(line));
    }
}

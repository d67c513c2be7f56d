package dev.howdah.cli.shell;

import org.jline.reader.impl.history.DefaultHistory;

import java.time.Instant;

/** A history that keeps no password, neither for the arrow keys nor in its file. */
final class SafeHistory extends DefaultHistory {
    private final Language language;

    SafeHistory(Language language) {
        this.language = language;
    }

    @Override
    public void add(Instant time, String line) {
        super.add(time, language.masked(line));
    }
}

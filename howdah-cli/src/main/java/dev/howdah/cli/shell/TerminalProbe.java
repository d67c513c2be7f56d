package dev.howdah.cli.shell;

import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

import java.io.IOException;
import java.util.OptionalInt;

/** Asks the operating system which of the process's streams are terminals. */
final class TerminalProbe {
    /** JLine's way to the system through java.lang.foreign. */
    static final String PROVIDER = "ffm";

    private TerminalProbe() {}

    static boolean isInputTerminal() {
        return isTerminal(SystemStream.Input);
    }

    static boolean isErrorTerminal() {
        return isTerminal(SystemStream.Error);
    }

    /** The width of the terminal that standard output is, or nothing if it is none. */
    static OptionalInt outputWidth() {
        if (!isTerminal(SystemStream.Output)) {
            return OptionalInt.empty();
        }
        try (Terminal terminal = openTerminal()) {
            return OptionalInt.of(terminal.getSize().getColumns());
        } catch (IOException unknown) {
            return OptionalInt.empty();
        }
    }

    static Terminal openTerminal() throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .provider(PROVIDER)
                .dumb(true)
                .encoding("UTF-8")
                .build();
    }

    private static boolean isTerminal(SystemStream stream) {
        try {
            return TerminalProvider.load(PROVIDER).isSystemStream(stream);
        } catch (IOException unsupported) {
            return false;
        }
    }
}

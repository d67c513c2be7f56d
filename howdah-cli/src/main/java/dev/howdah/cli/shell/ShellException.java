package dev.howdah.cli.shell;

import java.io.Serial;

/** A dot command that can't be carried out; the message says why. */
final class ShellException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    ShellException(String message) {
        super(message);
    }
}

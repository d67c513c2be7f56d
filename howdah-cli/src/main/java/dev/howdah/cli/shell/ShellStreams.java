package dev.howdah.cli.shell;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Where the shell prints, and what kind of streams it has.
 *
 * @param inputIsTerminal whether somebody types
 * @param out results, buffered
 * @param err errors and progress
 * @param width the cells of a line if {@code out} is a terminal
 * @param errIsTerminal whether {@code err} can show a progress bar
 */
public record ShellStreams(
        boolean inputIsTerminal,
        PrintStream out,
        PrintStream err,
        OptionalInt width,
        boolean errIsTerminal) {
    private static final int BUFFER = 1 << 16;

    /** The process's own streams, in UTF-8 whatever the locale says, as DuckDB's shell. */
    public static ShellStreams ofProcess() {
        return new ShellStreams(
                TerminalProbe.isInputTerminal(),
                utf8(new PipeOutputStream(new FileOutputStream(FileDescriptor.out))),
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                TerminalProbe.outputWidth(),
                TerminalProbe.isErrorTerminal());
    }

    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(
                new BufferedOutputStream(stream, BUFFER), false, StandardCharsets.UTF_8);
    }

    /** The reader of our output has gone, as {@code head} does: the end, but no failure. */
    public static final class OutputClosedException extends UncheckedIOException {
        @Serial private static final long serialVersionUID = 1;

        OutputClosedException(IOException cause) {
            super("Nobody reads the output any more", cause);
        }
    }

    /** Lets a failed write surface, which {@link PrintStream} would swallow. */
    private static final class PipeOutputStream extends OutputStream {
        private final OutputStream target;

        PipeOutputStream(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                target.write(bytes, offset, length);
            } catch (IOException closed) {
                throw new OutputClosedException(closed);
            }
        }
    }
}

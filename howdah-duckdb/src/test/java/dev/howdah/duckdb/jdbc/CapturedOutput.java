package dev.howdah.duckdb.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that is logged at any level, and printed, while it is open. */
final class CapturedOutput implements AutoCloseable {
    private static final Logger HOWDAH = Logger.getLogger("dev.howdah");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    capture.println(record.getLoggerName() + " " + formatter.format(record));
                }

                @Override
                public void flush() {
                    // Nothing is kept back.
                }

                @Override
                public void close() {
                    // The capture is closed by its owner.
                }
            };

    CapturedOutput() {
        handler.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(handler);
        HOWDAH.setLevel(Level.ALL);
        System.setOut(capture);
        System.setErr(capture);
    }

    void add(String text) {
        capture.println(text);
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        HOWDAH.setLevel(null);
        Logger.getLogger("").removeHandler(handler);
        capture.close();
    }
}

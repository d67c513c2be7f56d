package dev.howdah.cli.cypher;

import dev.howdah.cli.render.OutputFormat;
import dev.howdah.cli.shell.Shell;
import dev.howdah.cli.shell.ShellOptions;
import dev.howdah.cli.shell.ShellStreams;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What one run of the Cypher shell did. */
record ShellRun(boolean succeeded, String out, String err) {
    static ShellRun commands(String... commands) throws IOException {
        return of(
                new ShellOptions(
                        Optional.empty(),
                        List.of(commands),
                        Optional.empty(),
                        OutputFormat.CSV,
                        false),
                "");
    }

    static ShellRun input(String text) throws IOException {
        return input(text, OutputFormat.CSV, false);
    }

    static ShellRun input(String text, OutputFormat format, boolean bail) throws IOException {
        return of(
                new ShellOptions(Optional.empty(), List.of(), Optional.empty(), format, bail),
                text);
    }

    static ShellRun of(ShellOptions options, String input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream outPrint = new PrintStream(out, false, StandardCharsets.UTF_8);
                PrintStream errPrint = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            ShellStreams streams =
                    new ShellStreams(false, outPrint, errPrint, OptionalInt.empty(), false);
            boolean succeeded =
                    new Shell(
                                    options,
                                    streams,
                                    new ByteArrayInputStream(
                                            input.getBytes(StandardCharsets.UTF_8)),
                                    CypherEngine::open)
                            .run();
            outPrint.flush();
            return new ShellRun(
                    succeeded,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }
}

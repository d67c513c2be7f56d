package dev.howdah.cli.shell;

import dev.howdah.cli.shell.DotCommands.Outcome;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

import java.io.IOException;
import java.util.OptionalInt;

/** The shell on a terminal: edits lines, completes names, and stops a statement at Ctrl-C. */
final class InteractiveShell {
    private static final String NEXT_LINE_PROMPT = "· ";

    private final ShellEngine engine;
    private final StatementRunner statements;
    private final ScriptRunner script;
    private final ShellSettings settings;
    private final ShellStreams streams;

    InteractiveShell(
            ShellEngine engine,
            StatementRunner statements,
            ScriptRunner script,
            ShellSettings settings,
            ShellStreams streams) {
        this.engine = engine;
        this.statements = statements;
        this.script = script;
        this.settings = settings;
        this.streams = streams;
    }

    void run() throws IOException {
        try (Terminal terminal = TerminalProbe.openTerminal()) {
            // Asked for each result, as windows change.
            settings.terminalWidth(() -> OptionalInt.of(terminal.getSize().getColumns()));
            LineReader reader = reader(terminal);
            streams.out().println(engine.greeting());
            streams.out().flush();
            Outcome outcome = Outcome.GO_ON;
            while (outcome == Outcome.GO_ON) {
                try {
                    outcome = runTyped(reader.readLine(engine.prompt()), terminal);
                } catch (UserInterruptException clearLine) {
                    outcome = Outcome.GO_ON;
                } catch (EndOfFileException end) {
                    outcome = Outcome.QUIT;
                }
            }
        }
    }

    private Outcome runTyped(String typed, Terminal terminal) {
        SignalHandler before = terminal.handle(Signal.INT, signal -> statements.cancel());
        try {
            return script.runText(typed, false);
        } finally {
            terminal.handle(Signal.INT, before);
        }
    }

    /** How a statement looks on the screen once it is typed. */
    static String typed(String prompt, String sql) {
        return prompt + sql.replace("\n", "\n" + NEXT_LINE_PROMPT);
    }

    private LineReader reader(Terminal terminal) {
        Names names = engine.names();
        return LineReaderBuilder.builder()
                .appName("howdah")
                .terminal(terminal)
                .parser(new StatementParser(engine.language()))
                .completer(new NameCompleter(names))
                .highlighter(new StatementHighlighter(names::keywords, engine.language()))
                .history(new SafeHistory(engine.language()))
                .variable(LineReader.HISTORY_FILE, engine.history().file())
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, NEXT_LINE_PROMPT)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.AUTO_LIST, true)
                .build();
    }
}

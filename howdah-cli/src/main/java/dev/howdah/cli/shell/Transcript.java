package dev.howdah.cli.shell;

import dev.howdah.cli.render.OutputFormat;

import java.sql.Connection;
import java.sql.SQLException;

/** Shows statements as somebody types them, each with its result. */
public final class Transcript {
    private final StatementRunner statements;
    private final ShellStreams streams;
    private final ShellEngine engine;

    /** On the SQL engine; the caller closes the connection. */
    public Transcript(Connection connection, ShellStreams streams) throws SQLException {
        this(new SqlEngine(connection), streams);
    }

    /** On an engine that the caller closes. */
    public Transcript(ShellEngine engine, ShellStreams streams) {
        this.streams = streams;
        this.engine = engine;
        ShellSettings settings = new ShellSettings(OutputFormat.BOX, streams.width());
        statements = new StatementRunner(engine, settings, streams);
    }

    /** Prints a line that explains what comes. */
    public void explain(String text) {
        streams.out().println();
        streams.out().println("-- " + text);
        streams.out().flush();
    }

    /** Prints the statement after the prompt, runs it and prints its result. */
    public void run(String sql) throws SQLException {
        streams.out().println(InteractiveShell.typed(engine.prompt(), sql) + ";");
        streams.out().flush();
        statements.run(sql);
    }
}

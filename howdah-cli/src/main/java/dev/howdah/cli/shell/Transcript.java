package dev.howdah.cli.shell;

import dev.howdah.cli.render.OutputFormat;

import java.sql.Connection;
import java.sql.SQLException;

/** Shows statements as somebody types them, each with its result. */
public final class Transcript {
    private final StatementRunner statements;
    private final ShellStreams streams;
    private final Place place;

    public Transcript(Connection connection, ShellStreams streams) throws SQLException {
        this.streams = streams;
        this.place = new Place(connection);
        ShellSettings settings = new ShellSettings(OutputFormat.BOX, streams.width());
        statements =
                new StatementRunner(connection, settings, streams, Engine.progress(connection));
    }

    /** Prints a line that explains what comes. */
    public void explain(String text) {
        streams.out().println();
        streams.out().println("-- " + text);
        streams.out().flush();
    }

    /** Prints the statement after the prompt, runs it and prints its result. */
    public void run(String sql) throws SQLException {
        streams.out().println(InteractiveShell.typed(place.prompt(), sql) + ";");
        streams.out().flush();
        statements.run(sql);
    }
}

package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.connect.ConnectedServer;
import dev.howdah.duckdb.jdbc.StatementRunner.Outcome;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.settings.ShownQueries;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.duckdb.statement.ParsedStatement.Connect;
import dev.howdah.duckdb.statement.ParsedStatement.Disconnect;
import dev.howdah.duckdb.statement.ParsedStatement.Passed;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.ConsoleStatement;
import dev.howdah.postgres.scan.RowStream;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** CONNECT, DISCONNECT, and what is typed between them. */
final class ConnectedStatements {
    private final Session session;
    private final StatementRunner runner;

    ConnectedStatements(Session session, StatementRunner runner) {
        this.session = session;
        this.runner = runner;
    }

    /** DuckDB knows best what is wrong with a CONNECT that leads to no PostgreSQL. */
    boolean isOwn(ParsedStatement statement) {
        return switch (statement) {
            case Connect connect -> connect.target().isPresent() || attached(connect).isPresent();
            case Disconnect disconnect -> disconnect.lenient() || session.connected().isPresent();
            case Passed passed -> true;
            default -> false;
        };
    }

    /** Where statements go from now on; after a failure they go where they went. */
    void carryOut(ParsedStatement statement) throws SQLException {
        if (!(statement instanceof Connect connect)) {
            session.connect(null);
            return;
        }
        if (session.inTransaction()) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "25001",
                    "CONNECT cannot run inside a transaction block: COMMIT or ROLLBACK first");
        }
        Optional<AttachedDatabase> database = attached(connect);
        session.connect(
                database.isPresent()
                        ? ConnectedServer.to(database.get())
                        : ConnectedServer.to(
                                connect.target().orElseThrow(),
                                session.settings(),
                                session.secrets()));
    }

    /** Sends a statement to the server; its rows are read when the result is. */
    Outcome pass(Passed passed, Request request) throws SQLException {
        ConnectedServer server =
                session.connected()
                        .orElseThrow(
                                () ->
                                        HowdahException.user(
                                                "The statement was prepared while connected to a"
                                                        + " PostgreSQL; CONNECT again to run it"));
        return runner.execute(
                request.owner(),
                PushedDown.NOTHING,
                () -> {
                    try {
                        return run(passed.text(), server, request.asked());
                    } catch (HowdahException failure) {
                        throw SqlErrors.of(failure);
                    }
                });
    }

    private Outcome run(String sql, ConnectedServer server, Asked<?> asked) throws SQLException {
        SettingValues settings = session.settings();
        ConsoleStatement statement = server.statement(sql, settings);
        RowStream stream =
                session.current().orElseThrow().track(server.name(), "(statement)", sql, statement);
        ShownQueries.of(settings).show(server.name(), sql);
        ConsoleStatement.Answer answer = server.start(sql, statement);
        if (answer.columns().isEmpty()) {
            stream.close();
            return answer.changed() < 0 ? new Outcome.Done() : Outcome.Counted.of(answer.changed());
        }
        asked.requireRows();
        PreparedStatement result =
                session.duckdb().prepareStatement(server.queryFor(answer, stream));
        try {
            result.execute();
            return new Outcome.Rows(result);
        } catch (SQLException | RuntimeException failure) {
            result.close();
            throw failure;
        }
    }

    private Optional<AttachedDatabase> attached(Connect connect) {
        return session.databases().find(connect.database());
    }
}

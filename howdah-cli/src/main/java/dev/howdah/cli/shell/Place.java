package dev.howdah.cli.shell;

import dev.howdah.duckdb.connect.ServerState;
import dev.howdah.duckdb.jdbc.HowdahConnection;
import dev.howdah.duckdb.statement.Dialect;
import dev.howdah.postgres.scan.RemoteConsole.Transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Where statements go: to DuckDB, or after CONNECT to a PostgreSQL. */
final class Place {
    private static final String LOCAL_PROMPT = "D ";
    private static final int LONGEST_NAME = 40;

    private final Connection connection;

    Place(Connection connection) {
        this.connection = connection;
    }

    /** The server, if there is one. */
    Optional<ServerState> server() {
        try {
            return connection.isWrapperFor(HowdahConnection.class)
                    ? connection.unwrap(HowdahConnection.class).connectedTo()
                    : Optional.empty();
        } catch (SQLException closed) {
            return Optional.empty();
        }
    }

    boolean isServer() {
        return server().isPresent();
    }

    /** The rules that statements are cut by. */
    Dialect dialect() {
        return server().map(ServerState::dialect).orElse(Dialect.DUCKDB);
    }

    /**
     * Whether a question of our own disturbs nobody: in a transaction of the user's it could fail
     * that, or be the query before which SET TRANSACTION had to come.
     */
    boolean mayBeAsked() {
        return server().map(ServerState::transaction).orElse(Transaction.NONE) == Transaction.NONE;
    }

    /** What stands before the cursor; an asterisk tells of an open transaction, as in psql. */
    String prompt() {
        return server().map(Place::serverPrompt).orElse(LOCAL_PROMPT);
    }

    private static String serverPrompt(ServerState state) {
        String name =
                state.name().length() <= LONGEST_NAME
                        ? state.name()
                        : state.name().substring(0, LONGEST_NAME - 1) + "…";
        return name + mark(state.transaction()) + "> ";
    }

    private static String mark(Transaction transaction) {
        return switch (transaction) {
            case NONE -> "";
            case OPEN -> "*";
            case FAILED -> "!";
        };
    }
}

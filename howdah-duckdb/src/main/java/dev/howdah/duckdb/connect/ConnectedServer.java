package dev.howdah.duckdb.connect;

import dev.howdah.duckdb.catalog.AttachOptions;
import dev.howdah.duckdb.catalog.AttachTarget;
import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.statement.Dialect;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.ParsedStatement.Attach;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.ConsoleStatement;
import dev.howdah.postgres.scan.RemoteConsole;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.secret.SecretStore;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What CONNECT leads to: one connection to a PostgreSQL, whose transactions and settings are the
 * user's own. Used by one thread at a time; closing it rolls back what is open.
 */
public final class ConnectedServer implements AutoCloseable {
    private static final Set<String> TRANSACTION_WORDS =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT");

    private final RemoteConsole console;
    private final String display;
    private final Runnable afterwards;
    private boolean autoCommit = true;
    private int lastRows;
    private @Nullable ServerRows rows;

    private ConnectedServer(RemoteConsole console, String display, Runnable afterwards) {
        this.console = console;
        this.display = display;
        this.afterwards = afterwards;
    }

    /** Takes a connection of an attached database. */
    public static ConnectedServer to(AttachedDatabase database) {
        return new ConnectedServer(database.remote().openConsole(), database.display(), () -> {});
    }

    /**
     * Connects to a database that is not attached.
     *
     * @param secrets what may complete its connection string
     */
    public static ConnectedServer to(Attach target, SettingValues settings, SecretStore secrets) {
        AttachOptions options = AttachOptions.of(target.options());
        AttachTarget place = AttachTarget.resolve(target.path(), options.secret(), secrets);
        ConnectionSettings connection = place.connection();
        PostgresDatabase database =
                place.open(
                        new DatabaseOptions(
                                connection.database(),
                                options.readOnly(),
                                options.isolation(),
                                options.schemas(),
                                settings.pool()));
        try {
            return new ConnectedServer(
                    database.openConsole(),
                    options.display().orElse(connection.database()),
                    database::close);
        } catch (HowdahException failure) {
            database.close();
            throw failure;
        }
    }

    public String name() {
        return console.label();
    }

    /** What a prompt tells. */
    public ServerState state() {
        return new ServerState(
                display, console.transaction(), dialect(), console.parameter("TimeZone"));
    }

    /** The rules that the server cuts texts by. */
    public Dialect dialect() {
        return console.escapesBackslashes() ? Dialect.POSTGRES_WITH_ESCAPES : Dialect.POSTGRES;
    }

    /** A statement that is still to be started. */
    public ConsoleStatement statement(String sql, SettingValues settings) {
        ClientCopy.refuse(sql, dialect());
        return console.statement(sql, settings.mapping());
    }

    /** Runs a statement; without auto-commit the first one begins a transaction. */
    public ConsoleStatement.Answer start(String sql, ConsoleStatement statement) {
        if (!autoCommit
                && console.transaction() == RemoteConsole.Transaction.NONE
                && !controlsTransaction(sql)) {
            console.execute("BEGIN");
        }
        return statement.start();
    }

    /** The query by which DuckDB reads the rows of the statement that was started last. */
    public String queryFor(ConsoleStatement.Answer answer, RowStream stream) {
        lastRows++;
        rows = new ServerRows(name(), answer.columns(), stream);
        return "FROM system.main.pg_connected(" + lastRows + ")";
    }

    /** The rows that {@code pg_connected(id)} reads. */
    public Optional<ServerRows> rows(int id) {
        return id == lastRows ? Optional.ofNullable(rows) : Optional.empty();
    }

    public boolean autoCommit() {
        return autoCommit;
    }

    /** As JDBC says, keeps what an open transaction did when it is switched on. */
    public void setAutoCommit(boolean on) {
        if (on && !autoCommit) {
            end("COMMIT");
        }
        autoCommit = on;
    }

    /**
     * Ends the server's transaction, if one is open.
     *
     * @throws HowdahException if it has failed, so that the server rolls it back
     */
    public void commit() {
        if (console.transaction() == RemoteConsole.Transaction.FAILED) {
            end("ROLLBACK");
            throw HowdahException.of(
                    dev.howdah.postgres.error.ErrorKind.SERVER,
                    "25P02",
                    "The transaction on \"%s\" had failed, so nothing of it was kept"
                            .formatted(name()));
        }
        end("COMMIT");
    }

    /** Undoes the server's transaction, if one is open. */
    public void rollback() {
        end("ROLLBACK");
    }

    private void end(String how) {
        if (console.transaction() != RemoteConsole.Transaction.NONE) {
            console.execute(how);
        }
    }

    private boolean controlsTransaction(String sql) {
        List<Token> tokens = Lexer.tokenize(sql, dialect());
        return !tokens.isEmpty()
                && TRANSACTION_WORDS.contains(tokens.getFirst().value().toUpperCase(Locale.ROOT));
    }

    @Override
    public void close() {
        console.close();
        afterwards.run();
    }
}

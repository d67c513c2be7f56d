package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachOptions;
import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.settings.PoolValues;
import dev.howdah.duckdb.settings.Setting;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.duckdb.statement.ParsedStatement.Attach;
import dev.howdah.duckdb.statement.ParsedStatement.CopyDatabase;
import dev.howdah.duckdb.statement.ParsedStatement.Detach;
import dev.howdah.duckdb.statement.ParsedStatement.LoadExtension;
import dev.howdah.duckdb.statement.ParsedStatement.SearchPathChange;
import dev.howdah.duckdb.statement.ParsedStatement.SetSetting;
import dev.howdah.duckdb.statement.ParsedStatement.Transaction;
import dev.howdah.duckdb.statement.ParsedStatement.Use;
import dev.howdah.duckdb.statement.ParsedStatement.Value;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import org.duckdb.DuckDBConnection;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Carries out the statements that DuckDB alone can't. */
final class OwnStatements {
    private final Session session;
    private final StatementRunner runner;
    private final ConnectedStatements connected;

    OwnStatements(Session session, StatementRunner runner, ConnectedStatements connected) {
        this.session = session;
        this.runner = runner;
        this.connected = connected;
    }

    boolean isOwn(ParsedStatement statement) {
        return switch (statement) {
            case Attach attach -> true;
            case LoadExtension load -> true;
            case SetSetting set -> true;
            case Transaction transaction -> true;
            case ParsedStatement.Savepoint savepoint -> true;
            case Use use -> true;
            case SearchPathChange change -> true;
            case ParsedStatement.PostgresAttach attach -> true;
            case Detach detach -> session.databases().find(detach.name()).isPresent();
            case CopyDatabase copy ->
                    session.databases().find(copy.source()).isPresent()
                            || session.databases().find(copy.target()).isPresent();
            default -> connected.isOwn(statement);
        };
    }

    void carryOut(ParsedStatement statement, HowdahStatement owner) throws SQLException {
        switch (statement) {
            case Attach attach -> attach(attach);
            case SetSetting set -> set(set);
            case Transaction transaction -> transaction(transaction);
            case ParsedStatement.Savepoint savepoint -> throw noSavepoints();
            case Use use -> use(use);
            case SearchPathChange change -> {
                execute(change.text());
                session.searchPathChanged();
            }
            case ParsedStatement.Connect connect -> connected.carryOut(connect);
            case ParsedStatement.Disconnect disconnect -> connected.carryOut(disconnect);
            case Detach detach -> detach(detach);
            case CopyDatabase copy -> copy(copy, owner);
            case ParsedStatement.PostgresAttach attach ->
                    new ViewsOverScans(session.duckdb()).create(attach, session.settings());
            default -> {
                // LOAD of what is already there.
            }
        }
    }

    private void attach(Attach attach) throws SQLException {
        if (attach.orReplace()) {
            attach.alias().flatMap(session.databases()::find).ifPresent(session::requireDetachable);
        }
        session.databases()
                .attach(
                        attach.path(),
                        attach.alias(),
                        attach.orReplace(),
                        attach.ifNotExists(),
                        AttachOptions.of(attach.options()),
                        session.settings(),
                        session.secrets());
        session.prepareNames();
    }

    /** DuckDB itself says no where the database is in use as default. */
    private void detach(Detach detach) throws SQLException {
        Optional<AttachedDatabase> database = session.databases().find(detach.name());
        database.ifPresent(session::requireDetachable);
        execute(detach.text());
        database.ifPresent(session.databases()::forget);
        session.prepareNames();
    }

    private void set(SetSetting set) throws SQLException {
        Optional<Setting> setting = Setting.find(set.name());
        if (setting.equals(Optional.of(Setting.PG_SECRET_DIRECTORY)) && session.usesSecrets()) {
            throw HowdahException.user(
                    "pg_secret_directory can't be changed any more, because secrets have been looked"
                            + " for in \"%s\": set it before the first ATTACH or CREATE SECRET"
                                    .formatted(session.secrets().folder()));
        }
        if (setting.isPresent() && set.value().isPresent()) {
            Value value = set.value().get();
            if (value.quoted() || !value.text().equalsIgnoreCase("null")) {
                session.settings().check(setting.get(), value.text());
            }
        }
        execute(set.text());
        SettingValues settings = session.settings();
        session.databases().setMapping(settings.mapping());
        setting.ifPresent(changed -> applyToAttached(changed, settings));
    }

    /** What holds for attached databases at once; the rest counts from the next ATTACH on. */
    private void applyToAttached(Setting changed, SettingValues settings) {
        switch (changed) {
            case PG_STATEMENT_TIMEOUT_MILLIS, PG_IDLE_IN_TRANSACTION_TIMEOUT_MILLIS ->
                    session.databases().setTimeouts(settings.timeouts());
            case PG_CONNECTION_LIMIT -> {
                int limit = settings.pool().maxConnections();
                session.databases()
                        .all()
                        .forEach(
                                database ->
                                        database.configurePool(
                                                pool -> PoolValues.withLimit(pool, limit)));
            }
            default -> {}
        }
    }

    private void transaction(Transaction transaction) throws SQLException {
        switch (transaction.action()) {
            case BEGIN -> {
                execute(transaction.text());
                session.beginTransaction(transaction.text());
            }
            case COMMIT ->
                    session.commitTransaction(
                            () -> end(transaction.text(), DuckDBConnection::commit),
                            () -> end("ROLLBACK", DuckDBConnection::rollback));
            case ROLLBACK ->
                    session.rollbackTransaction(
                            () -> end(transaction.text(), DuckDBConnection::rollback));
        }
    }

    /** One of JDBC's ways to end a transaction. */
    private interface JdbcEnd {
        void of(DuckDBConnection connection) throws SQLException;
    }

    /** Without auto-commit the driver counts transactions, and must see how they end. */
    private void end(String sql, JdbcEnd jdbc) throws SQLException {
        if (session.duckdb().getAutoCommit()) {
            execute(sql);
        } else {
            jdbc.of(session.duckdb());
        }
    }

    /** DuckDB has none, and what one side alone takes back the other side would keep. */
    static HowdahException noSavepoints() {
        return HowdahException.unsupported(
                "SAVEPOINT: DuckDB has no savepoints, so a transaction of both sides can't go back to"
                        + " one. While a session is connected to PostgreSQL (CONNECT) they work");
    }

    private void use(Use use) throws SQLException {
        Optional<AttachedDatabase> database =
                use.target().size() == 1
                        ? session.databases().find(use.target().first())
                        : Optional.empty();
        if (database.isPresent()) {
            execute(
                    "USE "
                            + Identifier.quote(database.get().name())
                            + "."
                            + Identifier.quote(database.get().defaultSchema()));
        } else {
            execute(use.text());
        }
        session.searchPathChanged();
    }

    private void copy(CopyDatabase copy, HowdahStatement owner) throws SQLException {
        Optional<AttachedDatabase> target = session.databases().find(copy.target());
        if (target.isPresent()) {
            runner.copyDatabase(copy, target.get(), owner);
            return;
        }
        AttachedDatabase source = session.databases().find(copy.source()).orElseThrow();
        session.refresh(source);
        session.noteLocalWrite();
        boolean alone = !session.inTransaction();
        if (alone) {
            execute("BEGIN");
            session.beginTransaction("BEGIN");
        }
        try {
            for (String sql : DatabaseCopy.statements(copy, source)) {
                runner.execute(
                        owner,
                        PushedDown.NOTHING,
                        () -> {
                            execute(sql);
                            return true;
                        });
            }
            if (alone) {
                execute("COMMIT");
            }
        } catch (SQLException | RuntimeException failure) {
            if (alone) {
                try {
                    execute("ROLLBACK");
                } catch (SQLException endedAlready) {
                    failure.addSuppressed(endedAlready);
                }
            }
            throw failure;
        } finally {
            if (alone) {
                session.endTransaction();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.duckdb().createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachOptions;
import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.settings.Setting;
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

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Carries out the statements that DuckDB alone can't. */
final class OwnStatements {
    private final Session session;
    private final StatementRunner runner;

    OwnStatements(Session session, StatementRunner runner) {
        this.session = session;
        this.runner = runner;
    }

    boolean isOwn(ParsedStatement statement) {
        return switch (statement) {
            case Attach attach -> true;
            case LoadExtension load -> true;
            case SetSetting set -> true;
            case Transaction transaction -> true;
            case Use use -> true;
            case SearchPathChange change -> true;
            case ParsedStatement.PostgresAttach attach -> true;
            case Detach detach -> session.databases().find(detach.name()).isPresent();
            case CopyDatabase copy ->
                    session.databases().find(copy.source()).isPresent()
                            || session.databases().find(copy.target()).isPresent();
            default -> false;
        };
    }

    void carryOut(ParsedStatement statement, HowdahStatement owner) throws SQLException {
        switch (statement) {
            case Attach attach -> attach(attach);
            case SetSetting set -> set(set);
            case Transaction transaction -> transaction(transaction);
            case Use use -> use(use);
            case SearchPathChange change -> {
                execute(change.text());
                session.searchPathChanged();
            }
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
        session.databases()
                .attach(
                        attach.path(),
                        attach.alias(),
                        attach.orReplace(),
                        attach.ifNotExists(),
                        AttachOptions.of(attach.options()),
                        session.settings());
        session.prepareNames();
    }

    /** DuckDB itself says no where the database is in use as default. */
    private void detach(Detach detach) throws SQLException {
        Optional<AttachedDatabase> database = session.databases().find(detach.name());
        execute(detach.text());
        database.ifPresent(session.databases()::forget);
        session.prepareNames();
    }

    private void set(SetSetting set) throws SQLException {
        Optional<Setting> setting = Setting.find(set.name());
        if (setting.isPresent() && set.value().isPresent()) {
            Value value = set.value().get();
            if (value.quoted() || !value.text().equalsIgnoreCase("null")) {
                setting.get().check(value.text());
            }
        }
        execute(set.text());
        session.databases().setMapping(session.settings().mapping());
    }

    private void transaction(Transaction transaction) throws SQLException {
        switch (transaction.action()) {
            case BEGIN -> {
                execute(transaction.text());
                session.beginTransaction();
            }
            case COMMIT -> {
                session.commitTransaction();
                execute(transaction.text());
            }
            case ROLLBACK -> {
                try {
                    execute(transaction.text());
                } finally {
                    session.endTransaction();
                }
            }
        }
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
            throw HowdahException.unsupported(
                    "COPY FROM DATABASE: this version only reads the PostgreSQL database \"%s\""
                            .formatted(target.get().name()));
        }
        AttachedDatabase source = session.databases().find(copy.source()).orElseThrow();
        session.databases().refresh(source);
        boolean alone = !session.inTransaction();
        if (alone) {
            execute("BEGIN");
            session.beginTransaction();
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
        } catch (SQLException failure) {
            if (alone) {
                execute("ROLLBACK");
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

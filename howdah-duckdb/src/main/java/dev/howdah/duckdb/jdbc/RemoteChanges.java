package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.change.BatchInsert;
import dev.howdah.duckdb.change.ChangeResult;
import dev.howdah.duckdb.change.ChangeRunner;
import dev.howdah.duckdb.change.DatabaseLoad;
import dev.howdah.duckdb.jdbc.StatementRunner.Outcome;
import dev.howdah.duckdb.session.DatabaseWrite;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.statement.ChangeStatement;
import dev.howdah.duckdb.statement.ChangeStatement.Insert;
import dev.howdah.duckdb.statement.ChangeStatements;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.duckdb.statement.ParsedStatement.Change;
import dev.howdah.duckdb.statement.ParsedStatement.CopyDatabase;
import dev.howdah.duckdb.statement.ParsedStatement.ObjectKind;
import dev.howdah.postgres.error.HowdahException;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out the changes of attached databases, each one as a whole or not at all. */
final class RemoteChanges {
    private final Session session;
    private final StatementRunner runner;
    private final PushdownPlanner planner;

    RemoteChanges(Session session, StatementRunner runner, PushdownPlanner planner) {
        this.session = session;
        this.runner = runner;
        this.planner = planner;
    }

    /** Does what a statement says; its result, if it has one, has been computed by then. */
    Outcome carryOut(Change change, AttachedDatabase database, Request request)
            throws SQLException {
        WriteGuard.requireWritable(change, database);
        if (change.isPrepared()) {
            throw HowdahException.unsupported(
                    "PREPARE "
                            + change.verb()
                            + ": a change of an attached PostgreSQL can't be prepared in SQL; use"
                            + " JDBC's prepareStatement");
        }
        for (ObjectName name : change.targets()) {
            if (name.size() > 3) {
                throw HowdahException.user(
                        change.verb()
                                + " of "
                                + name
                                + ": too many dots; a name is database.schema.object at most");
            }
        }
        return carryOut(change, ChangeStatements.parse(change.text()), database, request);
    }

    /** As above, of a statement that has been taken apart already. */
    Outcome carryOut(
            Change change, ChangeStatement parsed, AttachedDatabase database, Request request)
            throws SQLException {
        return inWrite(change, database, request.owner(), write -> write(parsed, write, request));
    }

    /** What is done to a database within one write. */
    private interface WriteWork<T> {
        T with(DatabaseWrite write) throws SQLException;
    }

    /** Keeps all that the work does, or nothing of it. */
    private <T> T inWrite(
            Change change, AttachedDatabase database, HowdahStatement owner, WriteWork<T> work)
            throws SQLException {
        WriteGuard.requireWritable(change, database);
        return runner.execute(
                owner,
                PushedDown.NOTHING,
                () -> {
                    try (DatabaseWrite write = session.beginWrite(database)) {
                        T result = work.with(write);
                        write.complete();
                        return result;
                    }
                });
    }

    /** COPY FROM DATABASE into an attached database. */
    void copyDatabase(CopyDatabase copy, AttachedDatabase target, HowdahStatement owner)
            throws SQLException {
        inWrite(
                new Change(
                        copy.text(),
                        "COPY FROM DATABASE",
                        ObjectKind.DATABASE,
                        List.of(ObjectName.of(target.name())),
                        true),
                target,
                owner,
                write -> {
                    DatabaseLoad.run(copy, context(write, Parameters.NONE));
                    return true;
                });
    }

    /** Inserts all rows of a batch at once and returns how many were. */
    long insert(
            Change change,
            Insert insert,
            AttachedDatabase database,
            ParameterRows rows,
            HowdahStatement owner)
            throws SQLException {
        return inWrite(
                change,
                database,
                owner,
                write -> BatchInsert.run(insert, context(write, rows), rows));
    }

    /**
     * Sends a batch whose rows are whole statements of the server's as one message.
     *
     * @return the rows changed by each; empty, and nothing is done, if it can't be
     */
    Optional<long[]> executeWhole(
            Change change,
            ChangeStatement parsed,
            AttachedDatabase database,
            List<ParameterRow> rows,
            HowdahStatement owner)
            throws SQLException {
        return inWrite(
                change,
                database,
                owner,
                write -> {
                    List<String> statements = new ArrayList<>();
                    for (ParameterRow row : rows) {
                        Optional<String> whole =
                                ChangeRunner.wholeStatement(parsed, context(write, row));
                        if (whole.isEmpty()) {
                            return Optional.empty();
                        }
                        statements.add(whole.get());
                    }
                    return Optional.of(write.executeAll(statements));
                });
    }

    private RemoteChange context(DatabaseWrite write, Parameters parameters) {
        return new RemoteChange(
                session, write, planner, parameters, session.current().orElseThrow());
    }

    private Outcome write(ChangeStatement statement, DatabaseWrite write, Request request)
            throws SQLException {
        Optional<Insert> keyed = withKeys(statement, request);
        RemoteChange change = context(write, request.parameters());
        ChangeResult result = ChangeRunner.run(keyed.isPresent() ? keyed.get() : statement, change);
        return switch (result) {
            case ChangeResult.Counted counted -> Outcome.Counted.of(counted.rows());
            case ChangeResult.Rows rows -> {
                if (keyed.isEmpty()) {
                    request.asked().requireRows();
                    yield new Outcome.Rows(executed(rows, change));
                }
                PreparedStatement keys = executed(rows, change);
                yield new Outcome.Counted(write.returnedRows(), Optional.of(keys));
            }
        };
    }

    /** An INSERT whose generated keys are wanted returns them, unless it returns something else. */
    private static Optional<Insert> withKeys(ChangeStatement statement, Request request) {
        return request.keys().isPresent()
                        && statement instanceof Insert insert
                        && insert.returning().isEmpty()
                ? Optional.of(insert.withReturning(request.keys().get()))
                : Optional.empty();
    }

    /** DuckDB keeps the whole result, so that it is complete before the change is. */
    private static PreparedStatement executed(ChangeResult.Rows rows, RemoteChange change)
            throws SQLException {
        PreparedStatement result = change.prepare(rows.query());
        try {
            result.execute();
            return result;
        } catch (SQLException | RuntimeException failure) {
            result.close();
            throw failure;
        }
    }
}

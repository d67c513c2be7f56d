package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.change.BatchInsert;
import dev.howdah.duckdb.jdbc.StatementRunner.Outcome;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.statement.ChangeStatement;
import dev.howdah.duckdb.statement.ChangeStatements;
import dev.howdah.duckdb.statement.ParsedStatement.Change;
import dev.howdah.duckdb.statement.Placeholders;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A JDBC batch of one change: all of its rows or none. */
final class ChangeBatch {
    private final Session session;
    private final RemoteChanges changes;

    ChangeBatch(Session session, RemoteChanges changes) {
        this.session = session;
        this.changes = changes;
    }

    /** Returns the rows changed, for each row of parameters. */
    long[] carryOut(
            Change change,
            AttachedDatabase database,
            List<ParameterRow> rows,
            HowdahStatement owner)
            throws SQLException {
        if (rows.isEmpty()) {
            return new long[0];
        }
        ChangeStatement parsed = ChangeStatements.parse(change.text());
        int parameters = Placeholders.count(change.text());
        if (parameters > 0
                && parsed instanceof ChangeStatement.Insert insert
                && BatchInsert.isPossible(insert)) {
            long inserted =
                    changes.insert(
                            change, insert, database, new ParameterRows(rows, parameters), owner);
            long[] counts = new long[rows.size()];
            Arrays.fill(counts, inserted == rows.size() ? 1 : Statement.SUCCESS_NO_INFO);
            return counts;
        }
        Optional<long[]> whole = changes.executeWhole(change, parsed, database, rows, owner);
        return whole.isPresent() ? whole.get() : oneByOne(change, parsed, database, rows, owner);
    }

    /** In a transaction of their own, unless there is one. */
    private long[] oneByOne(
            Change change,
            ChangeStatement parsed,
            AttachedDatabase database,
            List<ParameterRow> rows,
            HowdahStatement owner)
            throws SQLException {
        boolean alone = !session.inTransaction();
        if (alone) {
            session.beginTransaction("BEGIN");
        }
        try {
            long[] counts = new long[rows.size()];
            for (int i = 0; i < counts.length; i++) {
                Outcome outcome =
                        changes.carryOut(
                                change,
                                parsed,
                                database,
                                Request.of(rows.get(i), owner, Asked.UPDATE));
                counts[i] =
                        outcome instanceof Outcome.Counted counted
                                ? counted.rows()
                                : Statement.SUCCESS_NO_INFO;
            }
            if (alone) {
                session.commitTransaction(() -> {}, () -> {});
            }
            return counts;
        } finally {
            if (alone) {
                // Does nothing after a commit.
                session.endTransaction();
            }
        }
    }
}

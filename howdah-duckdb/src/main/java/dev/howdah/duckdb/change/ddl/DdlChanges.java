package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.change.ChangeContext;
import dev.howdah.duckdb.change.ChangeResult;
import dev.howdah.duckdb.session.SearchPath;
import dev.howdah.duckdb.statement.ChangeStatement;
import dev.howdah.duckdb.statement.ChangeStatement.CreateView;
import dev.howdah.duckdb.statement.ChangeStatement.Truncate;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.List;

/** Carries out the statements that change what an attached PostgreSQL consists of. */
public final class DdlChanges {
    /** Syntax error or access rule violation: the server has not understood something. */
    private static final String NOT_UNDERSTOOD = "42";

    private DdlChanges() {}

    /**
     * Does on the server what the statement says: CREATE TABLE (without AS), SCHEMA, VIEW, INDEX,
     * TYPE and SEQUENCE, DROP, ALTER, COMMENT ON, TRUNCATE.
     */
    public static ChangeResult run(ChangeStatement statement, ChangeContext context)
            throws SQLException {
        List<String> script = script(context).of(statement);
        try {
            script.forEach(context.write()::execute);
        } catch (HowdahException failure) {
            if (statement instanceof CreateView && failure.sqlState().startsWith(NOT_UNDERSTOOD)) {
                throw failure.in(
                        "PostgreSQL runs a view's query itself, so it must be written in its SQL"
                                + " and read nothing but this database");
            }
            throw failure;
        }
        if (!(statement instanceof Truncate)) {
            context.write().catalogChanged();
        }
        return new ChangeResult.Counted(0);
    }

    static DdlScript script(ChangeContext context) throws SQLException {
        return new DdlScript(context.database(), currentSchema(context), questions(context));
    }

    static DuckDbQuestions questions(ChangeContext context) {
        return new DuckDbQuestions(context.session().duckdb(), context::describe, context::execute);
    }

    /** The schema that a name of one part means: the one of USE if that lies in this database. */
    static String currentSchema(ChangeContext context) throws SQLException {
        AttachedDatabase database = context.database();
        SearchPath.Entry first = context.session().searchPath().users().getFirst();
        return first.database().equalsIgnoreCase(database.name())
                ? first.schema()
                : database.defaultSchema();
    }
}

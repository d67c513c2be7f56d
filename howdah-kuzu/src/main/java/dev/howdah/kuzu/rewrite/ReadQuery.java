package dev.howdah.kuzu.rewrite;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.cypher.Span;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Reference;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a whole statement that reads attached databases. */
public final class ReadQuery {
    private static final String PARSER = "Parser exception: ";
    private static final Pattern UNKNOWN =
            Pattern.compile("Binder exception: Variable (.+) is not in scope\\.");
    private static final Pattern CLASH =
            Pattern.compile(
                    "Binder exception: Multiple result column with the same name (.+) are not supported\\.");

    private final StatementRun run;
    private final List<Reference> references;
    private final Rewriter rewriter;

    public ReadQuery(StatementRun run, List<Reference> references) {
        this.run = run;
        this.references = references;
        this.rewriter = new Rewriter(run);
    }

    /** The result; empty if the statement is Kùzu's own. The caller closes it. */
    public Optional<QueryResult> run() throws SQLException {
        if (!rewriter.concernsAttached(references)) {
            return Optional.empty();
        }
        // A failure ends the user's transaction, so what comes again would not be in it.
        boolean mayRepeat = !run.graph().inTransaction();
        try {
            return Optional.of(once());
        } catch (HowdahException failure) {
            if (mayRepeat && mayBeNewColumn(failure)) {
                run.restartStaging();
                if (rewriter.refresh()) {
                    return Optional.of(once());
                }
            }
            throw inKuzusWords(failure);
        }
    }

    private QueryResult once() throws SQLException {
        String cypher = rewriter.rewrite(new Span(0, run.text().length()), references);
        run.staging().endTransaction();
        try {
            return run.query(cypher);
        } catch (HowdahException failure) {
            throw String.valueOf(failure.getMessage()).startsWith(PARSER)
                    ? unrewritten(failure)
                    : failure;
        }
    }

    /** Where Kùzu shows the text with the place of a mistake in it, it is to be the user's. */
    private HowdahException unrewritten(HowdahException failure) {
        try {
            run.graph().prepare(run.text()).close();
        } catch (HowdahException own) {
            return String.valueOf(own.getMessage()).startsWith(PARSER) ? own : failure;
        }
        return failure;
    }

    private boolean mayBeNewColumn(HowdahException failure) {
        Matcher unknown = UNKNOWN.matcher(String.valueOf(failure.getMessage()));
        return unknown.matches()
                && references.stream()
                        .anyMatch(reference -> reference.mentions().mayNeed(unknown.group(1)));
    }

    /**
     * A column that we make in a WITH clashes with a variable in other words than one of a file.
     */
    private HowdahException inKuzusWords(HowdahException failure) {
        Matcher clash = CLASH.matcher(String.valueOf(failure.getMessage()));
        return clash.matches() && rewriter.projects(clash.group(1))
                ? HowdahException.of(
                        failure.kind(),
                        "Binder exception: Variable " + clash.group(1) + " already exists.",
                        failure)
                : failure;
    }
}

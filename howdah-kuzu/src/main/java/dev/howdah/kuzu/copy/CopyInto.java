package dev.howdah.kuzu.copy;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.attach.Attachments;
import dev.howdah.kuzu.cypher.Span;
import dev.howdah.kuzu.rewrite.ResolvedSource;
import dev.howdah.kuzu.rewrite.Rewriter;
import dev.howdah.kuzu.rewrite.SourceResolver;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Source;
import dev.howdah.kuzu.statement.Statement;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Carries out COPY FROM and CREATE TABLE AS where they read an attached database. */
public final class CopyInto {
    private final StatementRun run;

    public CopyInto(StatementRun run) {
        this.run = run;
    }

    /** Whether the statement reads an attached database. */
    public boolean concerns(Statement.CopyFrom copy) throws SQLException {
        return copy.source() instanceof Source.Subquery
                ? new Rewriter(run).concernsAttached(copy.references())
                : new SourceResolver(run).isOurs(copy.source());
    }

    /** Copies; the result is Kùzu's message, with the number of rows. */
    public QueryResult copy(Statement.CopyFrom copy) throws SQLException {
        try {
            return copyOnce(copy);
        } catch (SQLException failure) {
            boolean again = Attachments.mayBeOutdated(failure) && !run.graph().inTransaction();
            if (!again || !Attachments.refresh(run.attachments().all())) {
                throw failure;
            }
            run.restartStaging();
            return copyOnce(copy);
        }
    }

    private QueryResult copyOnce(Statement.CopyFrom copy) throws SQLException {
        CopyTarget target =
                CopyTarget.of(
                        run.session().tables(),
                        copy.table(),
                        copy.columns(),
                        CopyOptions.read(copy.options()));
        String prefix = copy.prefix().isEmpty() ? "" : copy.prefix() + " ";
        if (!(copy.source() instanceof Source.Subquery)) {
            ResolvedSource source = resolve(copy.source());
            List<Slot.Filled> filled =
                    new ColumnMatch(target, source.label(), source.columns()).match();
            return table(target, source, filled, copy.source(), prefix);
        }
        Span inside = new Span(copy.sourceSpan().start() + 1, copy.sourceSpan().end() - 1);
        Optional<ReturnClause> plain = PlainQuery.read(run.text(), inside, copy.references());
        if (plain.isPresent()) {
            Source read = copy.references().getFirst().source();
            ResolvedSource source = resolve(read);
            Optional<List<ColumnPassage>> columns = PlainQuery.columns(plain.get(), source);
            if (columns.isPresent()) {
                List<Slot.Filled> filled =
                        new ColumnMatch(target, source.label(), columns.get()).byPosition();
                return table(target, source, filled, read, prefix);
            }
        }
        return new QueryCopy(run, target, copy).copy(prefix);
    }

    private ResolvedSource resolve(Source source) throws SQLException {
        return new SourceResolver(run).resolve(source).orElseThrow();
    }

    private QueryResult table(
            CopyTarget target,
            ResolvedSource source,
            List<Slot.Filled> filled,
            Source written,
            String prefix)
            throws SQLException {
        TableCopy copy = new TableCopy(run, target, source, filled);
        return prefix.startsWith("EXPLAIN")
                ? copy.explain(prefix)
                : copy.copy(prefix, attachment(written));
    }

    private Optional<Attachment> attachment(Source source) {
        if (source instanceof Source.Table table) {
            return table.parts().size() == 1
                    ? run.attachments().defaultDatabase()
                    : run.attachments().find(table.parts().getFirst());
        }
        return Optional.empty();
    }

    /**
     * Makes and fills a table. At least one reference means an attached database.
     *
     * <p>Kùzu may see unfit keys here: a table that goes with the failure has nothing to damage.
     */
    public QueryResult createTable(Statement.CreateTableAs create) throws SQLException {
        if (run.session().tables().find(create.table()).isPresent()) {
            if (create.ifNotExists()) {
                return run.message("Table " + create.table() + " already exists.");
            }
            throw HowdahException.user(
                    "Binder exception: " + create.table() + " already exists in catalog.");
        }
        String cypher =
                new Rewriter(run).rewrite(new Span(0, run.text().length()), create.references());
        run.staging().endTransaction();
        try {
            return run.query(cypher);
        } catch (HowdahException kuzus) {
            throw explained(create, kuzus);
        }
    }

    private static HowdahException explained(
            Statement.CreateTableAs create, HowdahException kuzus) {
        String message = String.valueOf(kuzus.getMessage());
        if (message.startsWith("Copy exception: ") && create.node()) {
            return HowdahException.of(
                    kuzus.kind(),
                    "%s The first column of the query is the key of table %s, which was not made"
                            .formatted(message, create.table()),
                    kuzus);
        } else if (message.contains("nested type DECIMAL without child information")) {
            return HowdahException.of(
                    kuzus.kind(),
                    "%s The first column of the query is the key of table %s, and Kùzu makes no DECIMAL key this way: CAST it, or make the table and COPY into it"
                            .formatted(message, create.table()),
                    kuzus);
        }
        return kuzus;
    }
}

package dev.howdah.kuzu;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.attach.Attachments;
import dev.howdah.kuzu.copy.CopyInto;
import dev.howdah.kuzu.importgraph.GraphImport;
import dev.howdah.kuzu.rewrite.ReadQuery;
import dev.howdah.kuzu.rewrite.Rewriter;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Statement;
import dev.howdah.kuzu.writeback.WriteBack;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Hands one statement to whom it belongs to. */
final class StatementDispatch {
    private final StatementRun run;

    StatementDispatch(StatementRun run) {
        this.run = run;
    }

    /** Whether a statement may be ours, as far as its text alone says. */
    static boolean mayBeOurs(Statement statement) {
        return !(statement instanceof Statement.Query query && query.references().isEmpty());
    }

    /** Runs the statement, if it is ours; the caller closes the result. */
    Optional<QueryResult> run(Statement statement) throws SQLException {
        return switch (statement) {
            case Statement.Install install ->
                    Optional.of(
                            run.message(
                                    "Extension: %s is part of Howdah: there is nothing to install."
                                            .formatted(install.extension())));
            case Statement.LoadExtension load ->
                    Optional.of(
                            run.message(
                                    "Extension: %s has been loaded.".formatted(load.extension())));
            case Statement.Attach attach -> Optional.of(attach(attach));
            case Statement.Detach detach ->
                    attachments().detach(detach.name())
                            ? Optional.of(run.message("Detached database successfully."))
                            : Optional.empty();
            case Statement.Use use -> use(use);
            case Statement.ClearCache _ -> {
                run.interruptibly(
                        () -> {
                            attachments().clearCache();
                            return true;
                        });
                yield Optional.of(run.message("All attached database caches have been cleared."));
            }
            case Statement.ImportGraph call -> Optional.of(new GraphImport(run).run(call));
            case Statement.CopyFrom copy -> {
                CopyInto into = new CopyInto(run);
                yield into.concerns(copy) ? Optional.of(into.copy(copy)) : Optional.empty();
            }
            case Statement.CopyTo copy -> copyTo(copy);
            case Statement.CreateTableAs create ->
                    new Rewriter(run).concernsAttached(create.references())
                            ? Optional.of(new CopyInto(run).createTable(create))
                            : Optional.empty();
            case Statement.Query query -> {
                ForeignAttach.alias(run.text()).ifPresent(attachments()::requireFree);
                yield new ReadQuery(run, query.references()).run();
            }
        };
    }

    private Attachments attachments() {
        return run.attachments();
    }

    private QueryResult attach(Statement.Attach attach) throws SQLException {
        List<String> taken =
                run.graph()
                        .list(
                                "CALL SHOW_ATTACHED_DATABASES() RETURN *",
                                row -> String.valueOf(row.getValue(0)));
        run.interruptibly(
                () ->
                        attachments()
                                .attach(attach.target(), attach.alias(), attach.options(), taken));
        return run.message("Attached database successfully.");
    }

    /** A name of Kùzu's own becomes its default, and ours no more. */
    private Optional<QueryResult> use(Statement.Use use) {
        if (attachments().use(use.name())) {
            return Optional.of(run.message("Used database successfully."));
        }
        QueryResult result = run.query(run.text());
        attachments().useNone();
        return Optional.of(result);
    }

    private Optional<QueryResult> copyTo(Statement.CopyTo copy) throws SQLException {
        WriteBack back = new WriteBack(run);
        return back.concerns(copy)
                ? Optional.of(back.write(copy))
                : new ReadQuery(run, copy.references()).run();
    }
}

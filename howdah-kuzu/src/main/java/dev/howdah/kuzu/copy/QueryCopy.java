package dev.howdah.kuzu.copy;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.cypher.Span;
import dev.howdah.kuzu.rewrite.Rewriter;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Statement.CopyFrom;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies what a query gives, with whatever clauses.
 *
 * <p>It may fail halfway, at a cast for instance. So nodes are made by CREATE; only a relationship
 * table takes a COPY, for that reads all rows before it writes one.
 */
final class QueryCopy {
    private final StatementRun run;
    private final CopyTarget target;
    private final CopyFrom copy;
    private final KeyFailure failure;

    QueryCopy(StatementRun run, CopyTarget target, CopyFrom copy) {
        this.run = run;
        this.target = target;
        this.copy = copy;
        this.failure = new KeyFailure(target, "the query");
    }

    QueryResult copy(String prefix) throws SQLException {
        Span inside = new Span(copy.sourceSpan().start() + 1, copy.sourceSpan().end() - 1);
        String query = new Rewriter(run).rewrite(inside, copy.references());
        run.staging().endTransaction();
        if (prefix.startsWith("EXPLAIN")) {
            return run.query(statement(prefix, query));
        } else if (!target.isNode() && !run.graph().inTransaction()) {
            return relationships(prefix, query);
        }
        Optional<ReturnClause> returned = ReturnClause.read(query);
        if (returned.isEmpty()) {
            return branches(prefix, query);
        }
        Rows rows = rows(returned.get());
        return run.graph()
                .atomically(
                        () -> {
                            if (!target.isNode() && !target.ignoreErrors()) {
                                checkEnds(rows);
                            }
                            return create(prefix, rows);
                        });
    }

    private String statement(String prefix, String query) {
        return prefix + target.head() + "(" + query + ")" + target.options(target.ignoreErrors());
    }

    private QueryResult create(String prefix, Rows rows) throws SQLException {
        List<Rows> left = new ArrayList<>(List.of(rows));
        try {
            return new RowCreation(run, target)
                    .create(prefix, () -> left.isEmpty() ? null : left.removeFirst());
        } catch (HowdahException kuzus) {
            String message = String.valueOf(kuzus.getMessage());
            String runtime = "Runtime exception: Found ";
            if (message.startsWith(runtime)) {
                throw failure.unfit("Found " + message.substring(runtime.length()));
            }
            throw kuzus;
        }
    }

    private QueryResult relationships(String prefix, String query) {
        try {
            return run.queryWhole(statement(prefix, query));
        } catch (HowdahException kuzus) {
            Optional<ReturnClause> returned = ReturnClause.read(query);
            if (MissingNodes.isReason(kuzus) && returned.isPresent()) {
                checkEnds(rows(returned.get()));
            }
            throw kuzus;
        }
    }

    private void checkEnds(Rows rows) {
        Optional<HowdahException> missing =
                new MissingNodes(run, target, failure).find(rows, List.of("from", "to"));
        if (missing.isPresent()) {
            throw missing.get();
        }
    }

    /** No clause can follow a UNION. That it doesn't fail halfway is tried before. */
    private QueryResult branches(String prefix, String query) throws SQLException {
        if (run.graph().inTransaction() || target.hasDecimalKey()) {
            throw HowdahException.unsupported(
                    "COPY %s can't read a UNION in a transaction or into a DECIMAL key: write one COPY for each branch"
                            .formatted(target.name()));
        }
        run.query(query).close();
        List<String> left = new ArrayList<>(List.of("(" + query + ")"));
        return new NodeLoad(run, target, failure)
                .load(prefix, () -> left.isEmpty() ? null : left.removeFirst());
    }

    private Rows rows(ReturnClause written) {
        ReturnClause returned = written.hasStar() ? written.withStar(starNames(written)) : written;
        List<String> names = returned.names();
        if (names.size() != target.slots().size()) {
            throw HowdahException.user(
                    "Binder exception: Query returns %d columns but %d columns were expected."
                            .formatted(names.size(), target.slots().size()));
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            values.add(value(Quoting.name(names.get(i)), target.slots().get(i)));
        }
        return new Rows(returned.asWith(), values);
    }

    /** Kùzu 0.11.2 casts little within lists and composites, and some of it ends the process. */
    private static String value(String name, Slot slot) {
        boolean nested =
                slot.type().endsWith("]")
                        || slot.type().startsWith("STRUCT")
                        || slot.type().startsWith("MAP")
                        || slot.type().startsWith("UNION");
        return nested ? name : "CAST(" + name + " AS " + slot.type() + ")";
    }

    private List<String> starNames(ReturnClause returned) {
        List<String> names = new ArrayList<>();
        try (QueryResult result = run.query(returned.starQuery())) {
            for (long i = 0; i < result.getNumColumns(); i++) {
                names.add(result.getColumnName(i));
            }
        }
        return names;
    }
}

package dev.howdah.kuzu.copy;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.graph.GraphConnection;
import dev.howdah.kuzu.session.StatementRun;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * COPY into a node table that never fails halfway and is never rolled back, for either damages the
 * table's key index in Kùzu 0.11.2, in memory and on disk, and may end the process later.
 *
 * <p>So Kùzu is told to skip unfit keys. If it skips any that it should not, or the next rows can't
 * be had, the rows that came are deleted again in the same transaction.
 */
final class NodeLoad {
    private final StatementRun run;
    private final GraphConnection graph;
    private final CopyTarget target;
    private final KeyFailure failure;

    NodeLoad(StatementRun run, CopyTarget target, KeyFailure failure) {
        this.run = run;
        this.graph = run.graph();
        this.target = target;
        this.failure = failure;
    }

    /** The rows one piece after the other. */
    @FunctionalInterface
    interface Pieces {
        /** What stands behind FROM for the next piece; null at the end. */
        @Nullable String next() throws SQLException;
    }

    /** Copies all pieces or nothing; the result is Kùzu's. */
    QueryResult load(String prefix, Pieces pieces) throws SQLException {
        return graph.withoutTimeout(() -> loadAll(prefix, pieces));
    }

    private QueryResult loadAll(String prefix, Pieces pieces) throws SQLException {
        String piece = pieces.next();
        graph.run("BEGIN TRANSACTION");
        graph.noteTransaction(true);
        long first = -1;
        QueryResult last = null;
        Outcome total = Outcome.NOTHING;
        int count = 0;
        try {
            for (; piece != null; piece = pieces.next()) {
                first = first < 0 ? nextOffset() : first;
                if (last != null) {
                    last.close();
                }
                last = run.queryWhole(prefix + target.head() + piece + target.options(true));
                Outcome outcome = prefix.isEmpty() ? Outcome.read(last) : Outcome.NOTHING;
                if (outcome.skipped() > 0 && !target.ignoreErrors()) {
                    throw failure.noticed(warning(outcome), outcome.skipped());
                }
                total = total.plus(outcome);
                count++;
            }
            end("COMMIT");
        } catch (SQLException | RuntimeException e) {
            if (last != null) {
                last.close();
            }
            takeBack(first);
            throw e;
        }
        return last != null && (count == 1 || !prefix.isEmpty())
                ? last
                : Messages.of(run, total.lines(target.name()));
    }

    private long nextOffset() {
        List<String> row =
                GraphAnswers.rows(
                                run, "MATCH " + target.pattern("n") + " RETURN max(offset(id(n)))")
                        .getFirst();
        return row.getFirst().equals("NULL") ? 0 : Long.parseLong(row.getFirst()) + 1;
    }

    private String warning(Outcome outcome) {
        return GraphAnswers.rows(
                        run,
                        "CALL show_warnings() WHERE query_id = %d RETURN message LIMIT 1"
                                .formatted(outcome.query()))
                .stream()
                .map(List::getFirst)
                .findFirst()
                .orElse("Found keys that are NULL or duplicated.");
    }

    /** Rows get ever higher offsets. */
    private void takeBack(long first) {
        if (!graph.inTransaction()) {
            return;
        } else if (first < 0) {
            graph.abandonTransaction();
            return;
        }
        end("MATCH " + target.pattern("n") + " WHERE offset(id(n)) >= " + first + " DELETE n");
        end("COMMIT");
    }

    private void end(String cypher) {
        graph.queryWhole(cypher, Map.of()).close();
        if (cypher.equals("COMMIT")) {
            graph.noteTransaction(false);
        }
    }
}

package dev.howdah.kuzu.copy;

import com.kuzudb.FlatTuple;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.kuzu.session.StatementRun;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a query as text; NULL is {@code NULL}. No interrupt stops it, for that would roll back
 * what a COPY before it has done.
 */
final class GraphAnswers {
    private GraphAnswers() {}

    /** All rows. */
    static List<List<String>> rows(StatementRun run, String cypher) {
        List<List<String>> rows = new ArrayList<>();
        try (QueryResult result = run.queryWhole(cypher)) {
            while (result.hasNext()) {
                FlatTuple tuple = result.getNext();
                List<String> row = new ArrayList<>();
                for (long i = 0; i < result.getNumColumns(); i++) {
                    try (Value value = tuple.getValue(i)) {
                        row.add(value.isNull() ? "NULL" : value.toString());
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** How many rows a table has. */
    static long count(StatementRun run, CopyTarget target) {
        String cypher = "MATCH " + target.pattern("n") + " RETURN count(*)";
        return Long.parseLong(rows(run, cypher).getFirst().getFirst());
    }
}

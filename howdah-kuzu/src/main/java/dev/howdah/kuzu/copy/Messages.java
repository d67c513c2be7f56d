package dev.howdah.kuzu.copy;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.session.StatementRun;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Results that say what was done, one line in a row, as Kùzu's COPY gives them. */
final class Messages {
    private Messages() {}

    static QueryResult of(StatementRun run, List<String> lines) {
        String list = lines.stream().map(Quoting::text).collect(Collectors.joining(", "));
        return run.graph().queryWhole("UNWIND [" + list + "] AS result RETURN result", Map.of());
    }
}

package dev.howdah.kuzu;

import com.kuzudb.PreparedStatement;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.kuzu.cypher.Script;
import dev.howdah.kuzu.statement.StatementReader;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** A statement that Kùzu has prepared, or one of ours, which is rewritten each time. */
final class PreparedGraphStatement implements GraphStatement {
    private final HowdahGraph graph;
    private final String text;
    private final String verbatim;
    private final @Nullable PreparedStatement kuzu;
    private boolean closed;

    private PreparedGraphStatement(
            HowdahGraph graph, String text, String verbatim, @Nullable PreparedStatement kuzu) {
        this.graph = graph;
        this.text = text;
        this.verbatim = verbatim;
        this.kuzu = kuzu;
    }

    static PreparedGraphStatement prepare(HowdahGraph graph, Execution execution, String cypher) {
        List<Script.Part> parts = Script.split(cypher);
        String text = parts.size() == 1 ? parts.getFirst().text() : cypher;
        if (parts.size() == 1 && StatementDispatch.mayBeOurs(StatementReader.read(text))) {
            return new PreparedGraphStatement(graph, text, cypher, null);
        }
        PreparedStatement kuzu = execution.run("", Map.of(), run -> run.graph().prepare(cypher));
        return new PreparedGraphStatement(graph, text, cypher, kuzu);
    }

    @Override
    public QueryResult execute(Map<String, Value> parameters) {
        return graph.execute(
                verbatim,
                execution -> {
                    if (closed) {
                        throw HowdahException.user("The prepared statement is closed");
                    }
                    return kuzu == null
                            ? execution.one(text, verbatim, parameters)
                            : execution.run(text, parameters, run -> run.execute(kuzu));
                });
    }

    @Override
    public void close() {
        graph.release(this);
    }

    /** Frees what Kùzu holds; the graph calls it once, and no statement runs. */
    void destroy() {
        closed = true;
        if (kuzu != null) {
            kuzu.close();
        }
    }
}

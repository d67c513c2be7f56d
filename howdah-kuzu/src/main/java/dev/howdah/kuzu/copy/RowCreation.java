package dev.howdah.kuzu.copy;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.graph.GraphTable.Link;
import dev.howdah.kuzu.session.StatementRun;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes rows by CREATE, which Kùzu can roll back where it can't a COPY: in the user's transaction,
 * and where rows come from a query that may fail halfway.
 */
final class RowCreation {
    private static final String VALUE = "howdah_value";

    private final StatementRun run;
    private final CopyTarget target;

    RowCreation(StatementRun run, CopyTarget target) {
        this.run = run;
        this.target = target;
    }

    /** The rows one piece after the other. */
    @FunctionalInterface
    interface Pieces {
        /** The next piece; null at the end. */
        @Nullable Rows next() throws SQLException;
    }

    /** Creates the rows, within a transaction; the result says how many there are more now. */
    QueryResult create(String prefix, Pieces pieces) throws SQLException {
        long before = GraphAnswers.count(run, target);
        long given = 0;
        QueryResult last = null;
        for (Rows rows = pieces.next(); rows != null; rows = pieces.next()) {
            if (last != null) {
                last.close();
            }
            given += target.ignoreErrors() ? count(rows) : 0;
            last = run.query(prefix + statement(rows));
        }
        if (last != null && !prefix.isEmpty()) {
            return last;
        } else if (last != null) {
            last.close();
        }
        long created = GraphAnswers.count(run, target) - before;
        long skipped = target.ignoreErrors() ? given - created : 0;
        return Messages.of(run, new Outcome(created, skipped, -1).lines(target.name()));
    }

    private long count(Rows rows) {
        String cypher =
                rows.clauses()
                        + " WITH "
                        + rows.values().getFirst()
                        + " AS howdah_value RETURN count(*)";
        return Long.parseLong(GraphAnswers.rows(run, cypher).getFirst().getFirst());
    }

    private String statement(Rows rows) {
        if (!target.isNode()) {
            return relationships(rows);
        }
        boolean merge = target.ignoreErrors() && target.keyIndex() >= 0;
        return merge
                ? merge(rows)
                : rows.clauses()
                        + " CREATE (:"
                        + Quoting.name(target.name())
                        + properties(0, rows.values())
                        + ")";
    }

    /** A key that is there already, or has come before, adds no node. */
    private String merge(Rows rows) {
        int key = target.keyIndex();
        String set =
                IntStream.range(0, rows.values().size())
                        .filter(i -> i != key)
                        .mapToObj(
                                i ->
                                        "howdah_node."
                                                + Quoting.name(target.slots().get(i).name())
                                                + " = "
                                                + VALUE
                                                + i)
                        .collect(Collectors.joining(", "));
        return "%s WITH %s WHERE %s IS NOT NULL MERGE (howdah_node:%s {%s: %s})%s"
                .formatted(
                        rows.clauses(),
                        named(rows.values()),
                        VALUE + key,
                        Quoting.name(target.name()),
                        Quoting.name(target.slots().get(key).name()),
                        VALUE + key,
                        set.isEmpty() ? "" : " ON CREATE SET " + set);
    }

    /** Two patterns in one MATCH would be joined before the keys are looked at. */
    private String relationships(Rows rows) {
        Link link = target.link().orElseThrow();
        List<String> names =
                IntStream.range(0, rows.values().size()).mapToObj(i -> VALUE + i).toList();
        return "%s WITH %s%s WITH howdah_from%s%s WITH howdah_from, howdah_to%s CREATE (howdah_from)-[:%s%s]->(howdah_to)"
                .formatted(
                        rows.clauses(),
                        named(rows.values()),
                        match("howdah_from", link.from(), link.fromKey(), 0),
                        carried(names, 1),
                        match("howdah_to", link.to(), link.toKey(), 1),
                        carried(names, CopyTarget.ENDS),
                        Quoting.name(target.name()),
                        properties(CopyTarget.ENDS, names));
    }

    private static String match(String variable, String node, String key, int value) {
        return " MATCH (%s:%s) WHERE %s.%s = %s"
                .formatted(
                        variable, Quoting.name(node), variable, Quoting.name(key), VALUE + value);
    }

    private static String carried(List<String> names, int from) {
        return names.stream().skip(from).map(name -> ", " + name).collect(Collectors.joining());
    }

    private static String named(List<String> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) + " AS " + VALUE + i)
                .collect(Collectors.joining(", "));
    }

    private String properties(int from, List<String> values) {
        List<String> properties = new ArrayList<>();
        for (int i = from; i < values.size(); i++) {
            properties.add(Quoting.name(target.slots().get(i).name()) + ": " + values.get(i));
        }
        return properties.isEmpty() ? "" : " {" + String.join(", ", properties) + "}";
    }
}

package dev.howdah.kuzu.copy;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.graph.GraphTable.Link;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.postgres.error.HowdahException;

import java.util.List;
import java.util.Optional;

/** Finds keys of relationships that no node has. */
final class MissingNodes {
    private final StatementRun run;
    private final CopyTarget target;
    private final KeyFailure failure;

    MissingNodes(StatementRun run, CopyTarget target, KeyFailure failure) {
        this.run = run;
        this.target = target;
        this.failure = failure;
    }

    /** Whether Kùzu's error is that a key is missing. */
    static boolean isReason(HowdahException kuzus) {
        String message = String.valueOf(kuzus.getMessage());
        return message.startsWith("Copy exception: Unable to find primary key value")
                || message.startsWith("Copy exception: Found NULL");
    }

    /**
     * An error that says which column holds such keys, and in how many rows.
     *
     * @param names what the two columns are called
     */
    Optional<HowdahException> find(Rows rows, List<String> names) {
        Link link = target.link().orElseThrow();
        return find(rows, 0, names.get(0), link.from(), link.fromKey())
                .or(() -> find(rows, 1, names.get(1), link.to(), link.toKey()));
    }

    private Optional<HowdahException> find(
            Rows rows, int end, String column, String node, String key) {
        String cypher =
                "%s WITH %s AS howdah_key OPTIONAL MATCH (howdah_node:%s) WHERE howdah_node.%s = howdah_key WITH howdah_key, howdah_node WHERE howdah_node IS NULL RETURN count(*), min(howdah_key)"
                        .formatted(
                                rows.clauses(),
                                rows.values().get(end),
                                Quoting.name(node),
                                Quoting.name(key));
        List<String> found = GraphAnswers.rows(run, cypher).getFirst();
        long count = Long.parseLong(found.getFirst());
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        failure.noNode(
                                HowdahException.user(
                                        "Copy exception: Unable to find primary key value %s."
                                                .formatted(found.getLast())),
                                column,
                                node,
                                count,
                                found.getLast()));
    }
}

package dev.howdah.kuzu.importgraph;

import com.kuzudb.FlatTuple;
import com.kuzudb.Value;

import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.graph.GraphConnection;
import dev.howdah.kuzu.importgraph.GraphPlan.NodeTable;
import dev.howdah.kuzu.importgraph.GraphPlan.RelationshipTable;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes and fills the tables of a plan, in one transaction of Kùzu and one snapshot. */
final class GraphLoad {
    private final StatementRun run;
    private final GraphConnection graph;
    private final Attachment attachment;
    private final GraphPlan plan;
    private final Replacement replacement;
    private final List<KeptTable> kept;
    private final ImportReport report = ImportReport.ofTables();
    private int steps;

    GraphLoad(
            StatementRun run,
            Attachment attachment,
            GraphPlan plan,
            Replacement replacement,
            List<KeptTable> kept) {
        this.run = run;
        this.graph = run.graph();
        this.attachment = attachment;
        this.plan = plan;
        this.replacement = replacement;
        this.kept = kept;
    }

    /** All statements in order, for the user to run by hand. */
    ImportReport describe() {
        ImportReport statements = ImportReport.ofStatements();
        kept.forEach(table -> table.aside().forEach(statements::add));
        replacement.drops().forEach(statements::add);
        List<TableScript> scripts = new ArrayList<>();
        plan.nodes().forEach(table -> scripts.add(TableScript.of(table)));
        plan.relationships().forEach(table -> scripts.add(TableScript.of(table)));
        for (TableScript script : scripts) {
            script.definitions().forEach(statements::add);
            statements.add(script.copy().cypher(attachment.alias()));
        }
        kept.forEach(table -> table.back().forEach(statements::add));
        return statements;
    }

    ImportReport load() throws SQLException {
        return graph.atomically(
                () -> {
                    List<Long> before = new ArrayList<>();
                    for (KeptTable table : kept) {
                        before.add(number(table.count()));
                        table.aside().forEach(graph::run);
                    }
                    replacement.drops().forEach(graph::run);
                    for (NodeTable table : plan.nodes()) {
                        load(table);
                    }
                    for (RelationshipTable table : plan.relationships()) {
                        load(table);
                    }
                    bringBack(before);
                    reportRest();
                    return report;
                });
    }

    private void load(NodeTable table) throws SQLException {
        announce(table.name());
        DuplicateCheck.check(attachment, run.staging().connection(), table);
        TableScript script = TableScript.of(table);
        script.definitions().forEach(graph::run);
        long read = new StagedCopy(run, attachment).copy(script.copy());
        long rows = number("MATCH (n:%s) RETURN count(*)".formatted(Quoting.name(table.name())));
        if (rows != read) {
            throw HowdahException.internal(
                    "Kùzu has %d nodes %s of %d rows of %s"
                            .formatted(rows, table.name(), read, table.source().label()));
        }
        String note = String.join("; ", table.notes());
        report.add(table.name(), true, table.origin().label(), rows, 0, note);
    }

    private void load(RelationshipTable table) throws SQLException {
        announce(table.name());
        TableScript script = TableScript.of(table);
        script.definitions().forEach(graph::run);
        long read = new StagedCopy(run, attachment).copy(script.copy());
        long rows =
                number("MATCH ()-[r:%s]->() RETURN count(*)".formatted(Quoting.name(table.name())));
        if (rows > read) {
            throw HowdahException.internal(
                    "Kùzu has %d relationships %s of %d rows of %s"
                            .formatted(rows, table.name(), read, table.source().label()));
        }
        String note = String.join("; ", table.notes());
        report.add(table.name(), false, table.origin().label(), rows, read - rows, note);
    }

    private void bringBack(List<Long> before) {
        for (int i = 0; i < kept.size(); i++) {
            KeptTable table = kept.get(i);
            announce(table.table().name());
            table.back().forEach(graph::run);
            long rows = number(table.count());
            report.add(
                    table.table().name(),
                    false,
                    "",
                    rows,
                    before.get(i) - rows,
                    "not imported, but kept; orphans are those whose nodes are gone");
        }
    }

    private void reportRest() {
        for (ExistingGraph.Table table : replacement.gone()) {
            report.add(
                    table.name(),
                    table.table().node(),
                    "",
                    0,
                    0,
                    "dropped: PostgreSQL has it no more");
        }
        for (ExistingGraph.Table table : replacement.stale()) {
            report.add(
                    table.name(),
                    true,
                    "",
                    number("MATCH (n:%s) RETURN count(*)".formatted(Quoting.name(table.name()))),
                    0,
                    "PostgreSQL has it no more; it stays for the relationships that lead to it");
        }
    }

    private void announce(String table) {
        int all = plan.nodes().size() + plan.relationships().size() + kept.size();
        run.report("importing " + table, steps, all);
        steps++;
    }

    private long number(String query) {
        return graph.list(query, GraphLoad::number).getFirst();
    }

    private static long number(FlatTuple row) {
        try (Value value = row.getValue(0)) {
            return value.<Long>getValue();
        }
    }
}

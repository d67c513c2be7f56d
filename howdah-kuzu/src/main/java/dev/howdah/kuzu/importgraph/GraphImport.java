package dev.howdah.kuzu.importgraph;

import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.graph.ValueText;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Statement;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out IMPORT_GRAPH. */
public final class GraphImport {
    private final StatementRun run;

    public GraphImport(StatementRun run) {
        this.run = run;
    }

    /** Imports, or tells what it would do; a row per table. */
    public QueryResult run(Statement.ImportGraph call) throws SQLException {
        Map<String, Literal> given = new HashMap<>();
        call.options().forEach((name, value) -> given.put(name, resolve(value)));
        ImportOptions options = ImportOptions.of(given);
        Attachment attachment = attachment(resolve(call.database()));
        String written = call.rest().of(run.text());
        String rest = written.isBlank() ? "RETURN *" : written;
        ImportReport none =
                options.dryRun() ? ImportReport.ofStatements() : ImportReport.ofTables();
        // A mistake in it is found before there is anything to regret.
        run.graph().prepare(none.query(rest)).close();
        attachment.refresh();
        String wanted = options.schema().orElse(attachment.schema());
        String schema =
                attachment.relations(wanted).stream()
                        .findFirst()
                        .map(Relation::schema)
                        .orElse(wanted);
        List<SourceTable> sources =
                SchemaReader.read(attachment, run.staging().connection(), schema, options.tables());
        ExistingGraph existing = ExistingGraph.read(run.graph());
        Map<Origin, String> names = existing.names(origins(attachment.alias(), sources));
        GraphPlan plan = GraphPlanner.plan(attachment.alias(), sources, names);
        Optional<String> whole =
                options.tables().isPresent()
                        ? Optional.empty()
                        : Optional.of(Origin.prefix(attachment.alias(), schema));
        Replacement replacement = Replacement.of(existing, plan, whole);
        List<KeptTable> kept =
                KeptTables.of(run.graph(), existing, replacement.kept(), run.staging().place());
        GraphLoad load = new GraphLoad(run, attachment, plan, replacement, kept);
        ImportReport report = options.dryRun() ? load.describe() : load.load();
        return run.query(report.query(rest));
    }

    private Attachment attachment(Literal database) {
        if (!(database instanceof Literal.Text name)) {
            throw HowdahException.user(
                    "Binder exception: IMPORT_GRAPH expects the name of an attached database in quotes, such as IMPORT_GRAPH('uw')");
        }
        return run.attachments()
                .find(name.value())
                .orElseThrow(
                        () ->
                                HowdahException.user(
                                        "Runtime exception: No database named %s."
                                                .formatted(name.value())));
    }

    private static List<Origin> origins(String database, List<SourceTable> sources) {
        List<Origin> origins = new ArrayList<>();
        for (SourceTable source : sources) {
            Relation relation = source.relation();
            origins.add(new Origin(database, relation.schema(), relation.name(), Optional.empty()));
            relation.keys().stream()
                    .filter(Relation.Key.Foreign.class::isInstance)
                    .forEach(
                            key ->
                                    origins.add(
                                            new Origin(
                                                    database,
                                                    relation.schema(),
                                                    relation.name(),
                                                    Optional.of(key.name()))));
        }
        return origins;
    }

    private Literal resolve(Literal literal) {
        if (!(literal instanceof Literal.Parameter parameter)) {
            return literal;
        }
        Value value = run.parameter(parameter.name());
        return switch (ValueText.typeOf(value)) {
            case STRING -> new Literal.Text(value.toString());
            case BOOL -> new Literal.Bool(value.<Boolean>getValue());
            default -> literal;
        };
    }
}

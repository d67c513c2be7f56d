package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.graph.GraphConnection;
import dev.howdah.postgres.error.HowdahException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds out how relationship tables were declared: only EXPORT DATABASE tells all of it. */
final class KeptTables {
    private KeptTables() {}

    static List<KeptTable> of(
            GraphConnection graph,
            ExistingGraph existing,
            List<ExistingGraph.Table> tables,
            Path scratch) {
        if (tables.isEmpty()) {
            return List.of();
        }
        graph.run("EXPORT DATABASE " + Quoting.text(scratch.toString()) + " (schema_only = true)");
        List<String> schema;
        try {
            schema = Files.readAllLines(scratch.resolve("schema.cypher"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        List<KeptTable> kept = new ArrayList<>();
        for (ExistingGraph.Table table : tables) {
            String start = "CREATE REL TABLE " + Quoting.name(table.name()) + " (";
            String line =
                    schema.stream()
                            .filter(it -> it.startsWith(start))
                            .findFirst()
                            .orElseThrow(() -> unknown(table.name()));
            String definition = line.strip().replaceAll(";$", "");
            kept.add(new KeptTable(table, definition, existing, kept.size()));
        }
        return kept;
    }

    private static HowdahException unknown(String table) {
        return HowdahException.unsupported(
                "Kùzu does not tell how relationship table %s was declared, so that it can't be kept while its nodes are replaced; drop it first"
                        .formatted(table));
    }
}

package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of IMPORT_GRAPH.
 *
 * @param schema the attachment's own if none
 * @param tables all if none
 */
record ImportOptions(Optional<String> schema, Optional<Set<String>> tables, boolean dryRun) {
    private static final Set<String> NAMES = Set.of("schema", "tables", "dry_run");

    /** Checks and takes the options, names in lower case and without parameters. */
    static ImportOptions of(Map<String, Literal> options) {
        for (String name : new TreeSet<>(options.keySet())) {
            if (!NAMES.contains(name)) {
                throw HowdahException.user(
                        "Binder exception: Unrecognized option %s of IMPORT_GRAPH: it has schema, tables and dry_run"
                                .formatted(name));
            }
        }
        return new ImportOptions(
                Optional.ofNullable(options.get("schema")).map(it -> text("schema", it)),
                Optional.ofNullable(options.get("tables")).map(ImportOptions::tables),
                Optional.ofNullable(options.get("dry_run"))
                        .map(ImportOptions::isTrue)
                        .orElse(false));
    }

    private static String text(String option, Literal value) {
        if (value instanceof Literal.Text text && !text.value().isEmpty()) {
            return text.value();
        }
        throw wrong(option, "a name in quotes");
    }

    private static Set<String> tables(Literal value) {
        List<String> names = new ArrayList<>();
        if (value instanceof Literal.ListOf list) {
            list.elements().forEach(element -> names.add(text("tables", element)));
        }
        if (names.isEmpty()) {
            throw wrong("tables", "a list of names, such as ['film', 'actor']");
        }
        return new LinkedHashSet<>(names);
    }

    private static boolean isTrue(Literal value) {
        if (value instanceof Literal.Bool bool) {
            return bool.value();
        }
        throw wrong("dry_run", "true or false");
    }

    private static HowdahException wrong(String option, String expected) {
        return HowdahException.user(
                "Binder exception: Option %s of IMPORT_GRAPH expects %s"
                        .formatted(option, expected));
    }
}

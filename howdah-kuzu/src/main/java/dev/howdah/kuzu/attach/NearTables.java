package dev.howdah.kuzu.attach;

import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.postgres.error.NearNames;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables that somebody may have meant by a name that none has. */
final class NearTables {
    private static final int AT_MOST = 3;

    private final Attachment attachment;
    private final List<AttachedTable> tables;

    NearTables(Attachment attachment, List<AttachedTable> tables) {
        this.attachment = attachment;
        this.tables = tables;
    }

    /** A sentence; of the same name in another schema first. */
    String of(Optional<String> schema, String wrong) {
        String wanted = schema.orElse(attachment.schema());
        if (tables.stream()
                .noneMatch(table -> table.relation().schema().equalsIgnoreCase(wanted))) {
            return "There is no table in the schema " + wanted + namesakes(wrong);
        }
        List<String> names =
                NearNames.of(
                        wrong,
                        tables.stream()
                                .filter(table -> table.relation().schema().equalsIgnoreCase(wanted))
                                .map(table -> table.relation().name())
                                .distinct()
                                .toList());
        String near =
                Stream.concat(
                                tables.stream()
                                        .filter(t -> t.relation().name().equalsIgnoreCase(wrong))
                                        .map(this::label),
                                names.stream().map(name -> attachment.label(wanted, name)))
                        .distinct()
                        .limit(AT_MOST)
                        .collect(Collectors.joining(", "));
        return near.isEmpty()
                ? "CALL SHOW_TABLES() RETURN * lists what there is."
                : "Did you mean " + near + "?";
    }

    private String namesakes(String wrong) {
        String others =
                tables.stream()
                        .filter(table -> table.relation().name().equalsIgnoreCase(wrong))
                        .limit(AT_MOST)
                        .map(this::label)
                        .collect(Collectors.joining(", "));
        return others.isEmpty() ? "." : "; there is " + others + ".";
    }

    private String label(AttachedTable table) {
        return attachment.label(table.relation().schema(), table.relation().name());
    }
}

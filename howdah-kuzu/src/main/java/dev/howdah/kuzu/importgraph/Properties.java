package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.kuzu.type.StagedColumn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The properties that the columns of a relation become, and why some become none. */
final class Properties {
    /** What Kùzu 0.11.2 refuses as a property. */
    private static final Set<String> RESERVED =
            Set.of("_id", "_label", "_src", "_dst", "_nodes", "_rels");

    private final UniqueNames names = new UniqueNames();
    private final Map<String, Property> byColumn = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    Properties(SourceTable source, Set<String> without) {
        for (int i = 0; i < source.columns().size(); i++) {
            String column = source.relation().columns().get(i).name();
            if (!without.contains(column)) {
                add(column, source.columns().get(i));
            }
        }
    }

    private void add(String column, ColumnPassage passage) {
        if (passage instanceof ColumnPassage.Unsupported unsupported) {
            notes.add("column " + column + " is left out: " + unsupported.reason());
        } else if (passage instanceof StagedColumn staged && !staged.declarable()) {
            notes.add(
                    "column "
                            + column
                            + " is left out: Kùzu has no way to write its type "
                            + staged.type());
        } else if (passage instanceof StagedColumn staged) {
            byColumn.put(column, new Property(name(staged.name()), staged.type(), staged));
        }
    }

    private String name(String column) {
        boolean reserved = RESERVED.contains(column.toLowerCase(Locale.ROOT));
        return names.takeOneOf(List.of(reserved ? column.substring(1) : column));
    }

    /** A name for a property that is no column. */
    String freeName(String wanted) {
        return names.takeOneOf(List.of(UniqueNames.writable(wanted)));
    }

    /** The property of a column by its name in PostgreSQL. */
    Property of(String column) {
        return Objects.requireNonNull(byColumn.get(column));
    }

    /** Gives the key's column the type that it has as a key. */
    void retype(String column, String type) {
        byColumn.computeIfPresent(
                column, (name, property) -> new Property(property.name(), type, property.column()));
    }

    List<Property> list() {
        return List.copyOf(byColumn.values());
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}

package dev.howdah.cli.cypher;

import dev.howdah.cli.cypher.GraphCatalog.Property;
import dev.howdah.cli.cypher.GraphCatalog.Table;
import dev.howdah.cli.shell.Names;
import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that can be completed: tables, attached databases and theirs, and behind a variable and
 * a dot every property.
 */
final class CypherNames implements Names {
    private final GraphCatalog catalog;
    private final TransactionWatch transaction;

    CypherNames(GraphCatalog catalog, TransactionWatch transaction) {
        this.catalog = catalog;
        this.transaction = transaction;
    }

    @Override
    public Set<String> keywords() {
        return CypherKeywords.ALL;
    }

    @Override
    public List<Name> names(String start) {
        // A question that fails, say as a server has gone, would end the user's transaction.
        if (transaction.isOpen()) {
            return List.of();
        }
        try {
            List<Table> tables = catalog.tables();
            Set<Name> names = new LinkedHashSet<>();
            for (Table table : tables) {
                names.add(new Name(table.written(), kind(table)));
                if (table.isAttached()) {
                    names.add(new Name(CypherName.written(table.database()), "database"));
                }
            }
            properties(tables, start, names);
            return new ArrayList<>(names);
        } catch (HowdahException unreachable) {
            return List.of();
        }
    }

    private static String kind(Table table) {
        return switch (table.kind()) {
            case "NODE" -> "node table";
            case "REL" -> "relationship table";
            default -> "table";
        };
    }

    /** Which label a variable has is not known: all properties of the graph's are offered. */
    private void properties(List<Table> tables, String start, Set<Name> names) {
        String variable = start.substring(0, start.lastIndexOf('.') + 1);
        for (Table table : tables) {
            if (!table.isAttached()) {
                for (Property property : catalog.properties(table)) {
                    names.add(new Name(variable + CypherName.written(property.name()), "property"));
                }
            }
        }
    }

    @Override
    public List<Name> functionsAndSettings() {
        return CypherKeywords.FUNCTIONS.stream()
                .sorted()
                .map(function -> new Name(function, "function"))
                .toList();
    }
}

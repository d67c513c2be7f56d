package dev.howdah.cli.cypher;

import dev.howdah.cli.cypher.GraphCatalog.Link;
import dev.howdah.cli.cypher.GraphCatalog.Property;
import dev.howdah.cli.cypher.GraphCatalog.Table;
import dev.howdah.cli.shell.Listing;
import dev.howdah.postgres.error.HowdahException;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lists the graph's tables and those of attached databases. */
final class GraphListing implements Listing {
    private final GraphCatalog catalog;
    private final TransactionWatch transaction;

    GraphListing(GraphCatalog catalog, TransactionWatch transaction) {
        this.catalog = catalog;
        this.transaction = transaction;
    }

    @Override
    public void printNames(String pattern, PrintStream out) throws SQLException {
        for (Table table : tables(pattern)) {
            out.println(table.written());
        }
    }

    @Override
    public void printDefinitions(String pattern, PrintStream out) throws SQLException {
        for (Table table : tables(pattern)) {
            try {
                out.println(definition(table));
            } catch (HowdahException failure) {
                transaction.failed();
                throw CypherEngine.failed(failure);
            }
        }
    }

    private List<Table> tables(String pattern) throws SQLException {
        Pattern wanted = like(pattern.isEmpty() ? "%" : pattern);
        try {
            return catalog.tables().stream()
                    .filter(table -> wanted.matcher(table.name()).matches())
                    .sorted(Comparator.comparing(Table::database).thenComparing(Table::name))
                    .toList();
        } catch (HowdahException failure) {
            transaction.failed();
            throw CypherEngine.failed(failure);
        }
    }

    /** As LIKE takes it: {@code %} stands for any text, {@code _} for a character. */
    private static Pattern like(String pattern) {
        String regex =
                pattern.codePoints()
                        .mapToObj(
                                c ->
                                        switch (c) {
                                            case '%' -> ".*";
                                            case '_' -> ".";
                                            default -> Pattern.quote(Character.toString(c));
                                        })
                        .collect(Collectors.joining());
        return Pattern.compile(
                regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** No statement of Cypher's makes an attached table: it is shown as a comment. */
    private String definition(Table table) {
        List<String> parts = new ArrayList<>();
        if (table.kind().equals("REL")) {
            for (Link link : catalog.links(table)) {
                parts.add(
                        "FROM "
                                + CypherName.written(link.from())
                                + " TO "
                                + CypherName.written(link.to()));
            }
        }
        List<Property> properties = catalog.properties(table);
        properties.forEach(property -> parts.add(column(property, table)));
        properties.stream()
                .filter(Property::key)
                .forEach(key -> parts.add("PRIMARY KEY(" + CypherName.written(key.name()) + ")"));
        String inside = "(" + String.join(", ", parts) + ")";
        return table.isAttached()
                ? "// " + table.written() + inside
                : "CREATE " + table.kind() + " TABLE " + table.written() + inside + ";";
    }

    private static String column(Property property, Table table) {
        String column = CypherName.written(property.name()) + " " + property.type();
        boolean hasDefault =
                !table.isAttached()
                        && !property.type().equals("SERIAL")
                        && !property.defaultValue().equals("NULL");
        return hasDefault ? column + " DEFAULT " + property.defaultValue() : column;
    }
}

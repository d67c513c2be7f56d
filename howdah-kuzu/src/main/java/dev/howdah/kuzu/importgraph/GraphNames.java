package dev.howdah.kuzu.importgraph;

import dev.howdah.postgres.catalog.Relation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names of the graph's tables. What an earlier import named keeps its name. Otherwise a node table
 * and a join table are called as the table; a foreign key {@code child_parent}, or {@code
 * child_columns} (without an {@code _id} at the end) where several lead from one child to one
 * parent, or the parent is the child itself. If that name is taken, it is {@code child_columns},
 * then the constraint's name, then that with a number.
 */
final class GraphNames {
    private static final String ID = "_id";

    private final UniqueNames unique = new UniqueNames();
    private final Map<Origin, String> earlier;

    /**
     * Starts with no names taken but those.
     *
     * @param earlier names that an import before gave
     */
    GraphNames(Map<Origin, String> earlier) {
        this.earlier = Map.copyOf(earlier);
        earlier.values().forEach(unique::take);
    }

    String table(Origin origin) {
        return earlier(origin)
                .orElseGet(() -> unique.takeOneOf(List.of(UniqueNames.writable(origin.table()))));
    }

    /**
     * A foreign key's name.
     *
     * @param parent what the parent is called
     * @param alone whether no other foreign key leads from this child to this parent
     */
    String foreignKey(
            Origin origin, String child, String parent, Relation.Key.Foreign key, boolean alone) {
        String byColumns =
                child
                        + "_"
                        + key.columns().stream()
                                .map(GraphNames::stem)
                                .collect(Collectors.joining("_"));
        boolean plain = alone && !child.equals(parent);
        return earlier(origin)
                .orElseGet(
                        () ->
                                unique.takeOneOf(
                                        List.of(
                                                plain ? child + "_" + parent : byColumns,
                                                byColumns,
                                                UniqueNames.writable(key.name()))));
    }

    private Optional<String> earlier(Origin origin) {
        return Optional.ofNullable(earlier.get(origin));
    }

    private static String stem(String column) {
        String name = UniqueNames.writable(column);
        return name.toLowerCase(Locale.ROOT).endsWith(ID) && name.length() > ID.length()
                ? name.substring(0, name.length() - ID.length())
                : name;
    }
}

package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.importgraph.GraphPlan.NodeTable;
import dev.howdah.kuzu.importgraph.GraphPlan.RelationshipTable;
import dev.howdah.kuzu.importgraph.RelationshipEnd.Way;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.sql.Identifier;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that make and fill one table of the graph.
 *
 * @param definitions CREATE and COMMENT
 */
record TableScript(List<String> definitions, CopyStep copy) {
    private static final String KEY = "howdah_key";
    private static final String FROM = "howdah_from";
    private static final String TO = "howdah_to";

    TableScript {
        definitions = List.copyOf(definitions);
        Objects.requireNonNull(copy);
    }

    static TableScript of(NodeTable table) {
        NodeKey key = table.key();
        List<String> declared = new ArrayList<>();
        List<String> copied = new ArrayList<>();
        List<String> items = new ArrayList<>();
        List<StagedColumn> columns = table.properties().stream().map(Property::column).toList();
        boolean server = new RelationshipEnd(table.name(), key, new Way.Self()).needsServer();
        LoadSource source = new LoadSource.Plain(table.source(), columns, List.of());
        if (!table.hasOwnKey()) {
            declared.add(Quoting.name(key.property()) + " " + key.type());
        }
        if (server) {
            source = withKey(table, columns);
            copied.add(key.property());
            items.add(Quoting.name(KEY));
        } else if (key instanceof NodeKey.Derived) {
            copied.add(key.property());
            items.add(KeyText.cypher(key, new Way.Self()) + " AS " + Quoting.name(KEY));
        }
        for (Property property : table.properties()) {
            declared.add(declaration(property));
            copied.add(property.name());
            boolean isKey = table.hasOwnKey() && property.name().equals(key.property());
            String value = Quoting.name(property.column().name());
            items.add(isKey ? ownKey(key, value) : value);
        }
        declared.add("PRIMARY KEY(" + Quoting.name(key.property()) + ")");
        return new TableScript(
                definitions("NODE", table.name(), declared, table.origin(), copied, key),
                new CopyStep(table.name(), copied, source, items, false));
    }

    /** A value that is calculated needs a name, or Kùzu may give two columns the same. */
    private static String ownKey(NodeKey key, String value) {
        String text = KeyText.cypher(key, new Way.Self());
        return text.equals(value) ? value : text + " AS " + Quoting.name(KEY);
    }

    private static LoadSource withKey(NodeTable table, List<StagedColumn> columns) {
        String expression =
                KeyText.sql(
                        table.key(),
                        new Way.Self(),
                        LoadSource.Server.ROW,
                        table.source().relation());
        return new LoadSource.Server(
                table.source(),
                List.of(new LoadSource.Server.Item(expression, KEY)),
                columns,
                List.of(),
                List.of());
    }

    static TableScript of(RelationshipTable table) {
        List<String> declared = new ArrayList<>();
        declared.add(
                "FROM %s TO %s"
                        .formatted(
                                Quoting.name(table.from().node()),
                                Quoting.name(table.to().node())));
        List<String> copied = new ArrayList<>();
        for (Property property : table.properties()) {
            declared.add(declaration(property));
            copied.add(property.name());
        }
        List<String> items = new ArrayList<>();
        boolean server = table.from().needsServer() || table.to().needsServer();
        LoadSource source = server ? onServer(table) : plain(table);
        items.add(end(table.from(), FROM, server));
        items.add(end(table.to(), TO, server));
        table.properties().forEach(it -> items.add(Quoting.name(it.column().name())));
        List<String> definitions = new ArrayList<>();
        definitions.add(create("REL", table.name(), declared));
        definitions.add(comment(table.name(), table.origin().comment(copied)));
        return new TableScript(
                definitions, new CopyStep(table.name(), copied, source, items, true));
    }

    private static String end(RelationshipEnd end, String name, boolean server) {
        String value =
                server ? KeyText.fromServer(end.key(), name) : KeyText.cypher(end.key(), end.way());
        String alias = Quoting.name(name);
        return value.equals(alias) ? value : value + " AS " + alias;
    }

    private static LoadSource plain(RelationshipTable table) {
        Set<StagedColumn> columns = new LinkedHashSet<>();
        Stream.of(table.from(), table.to()).forEach(end -> columns.addAll(keyColumns(end)));
        table.properties().forEach(property -> columns.add(property.column()));
        Set<String> demanded = notNull(table);
        PlannedTable planned = new PlannedTable(table.source());
        List<StagedColumn> notNull =
                demanded.stream().map(name -> planned.column(name).staged().orElseThrow()).toList();
        return new LoadSource.Plain(table.source(), List.copyOf(columns), notNull);
    }

    private static List<StagedColumn> keyColumns(RelationshipEnd end) {
        Stream<KeyColumn> columns =
                end.way() instanceof Way.Direct direct
                        ? direct.byKey().values().stream()
                        : end.key() instanceof NodeKey.Own own
                                ? Stream.of(own.column())
                                : ((NodeKey.Derived) end.key()).parts().stream();
        return columns.map(column -> column.staged().orElseThrow()).toList();
    }

    private static LoadSource onServer(RelationshipTable table) {
        List<LoadSource.Server.Item> items = new ArrayList<>();
        List<String> joins = new ArrayList<>();
        addEnd(table, table.from(), FROM, items, joins);
        addEnd(table, table.to(), TO, items, joins);
        return new LoadSource.Server(
                table.source(),
                items,
                table.properties().stream().map(Property::column).toList(),
                joins,
                List.copyOf(notNull(table)));
    }

    private static void addEnd(
            RelationshipTable table,
            RelationshipEnd end,
            String name,
            List<LoadSource.Server.Item> items,
            List<String> joins) {
        String row = LoadSource.Server.ROW;
        if (end.way() instanceof Way.Lookup lookup) {
            String parent = "p" + (joins.size() + 1);
            List<String> conditions = new ArrayList<>();
            for (int i = 0; i < lookup.columns().size(); i++) {
                conditions.add(
                        "%s.%s = %s.%s"
                                .formatted(
                                        row,
                                        Identifier.quote(lookup.columns().get(i)),
                                        parent,
                                        Identifier.quote(lookup.referenced().get(i))));
            }
            joins.add(
                    "JOIN %s AS %s ON %s"
                            .formatted(
                                    Identifier.quote(
                                            lookup.parent().schema(), lookup.parent().name()),
                                    parent,
                                    String.join(" AND ", conditions)));
            items.add(
                    new LoadSource.Server.Item(
                            KeyText.sql(end.key(), end.way(), parent, lookup.parent()), name));
        } else {
            items.add(
                    new LoadSource.Server.Item(
                            KeyText.sql(end.key(), end.way(), row, table.source().relation()),
                            name));
        }
    }

    /** A row without a value in a foreign key refers to nothing, and so is no orphan. */
    private static Set<String> notNull(RelationshipTable table) {
        PlannedTable planned = new PlannedTable(table.source());
        return Stream.of(table.from(), table.to())
                .flatMap(end -> end.way().columns().stream())
                .filter(name -> !planned.column(name).column().notNull())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> definitions(
            String kind,
            String name,
            List<String> declared,
            Origin origin,
            List<String> copied,
            NodeKey key) {
        Set<String> ours = new LinkedHashSet<>(copied);
        ours.add(key.property());
        return List.of(
                create(kind, name, declared), comment(name, origin.comment(List.copyOf(ours))));
    }

    private static String create(String kind, String name, List<String> declared) {
        return "CREATE %s TABLE %s(%s)"
                .formatted(kind, Quoting.name(name), String.join(", ", declared));
    }

    private static String comment(String name, String comment) {
        return "COMMENT ON TABLE %s IS %s".formatted(Quoting.name(name), Quoting.text(comment));
    }

    private static String declaration(Property property) {
        return Quoting.name(property.name()) + " " + property.type();
    }
}

package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.sql.Identifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the rows of a table of the graph come from. */
sealed interface LoadSource {
    /** The relation whose rows they are. */
    SourceTable table();

    /** The clause of Cypher that reads them from the attached database. */
    String reading(String database);

    /**
     * The relation as it is.
     *
     * @param columns what is read of it
     * @param notNull those of which a row must have a value
     */
    record Plain(SourceTable table, List<StagedColumn> columns, List<StagedColumn> notNull)
            implements LoadSource {
        public Plain {
            Objects.requireNonNull(table);
            columns = List.copyOf(columns);
            notNull = List.copyOf(notNull);
        }

        @Override
        public String reading(String database) {
            String condition =
                    notNull.stream()
                            .map(column -> Quoting.name(column.name()) + " IS NOT NULL")
                            .collect(Collectors.joining(" AND "));
            return "LOAD FROM %s.%s.%s%s"
                    .formatted(
                            Quoting.name(database),
                            Quoting.name(table.relation().schema()),
                            Quoting.name(table.relation().name()),
                            condition.isEmpty() ? "" : " WHERE " + condition);
        }

        /** The condition in DuckDB. */
        Optional<String> condition() {
            return notNull.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            notNull.stream()
                                    .map(it -> Identifier.quote(it.name()) + " IS NOT NULL")
                                    .collect(Collectors.joining(" AND ")));
        }
    }

    /**
     * A query that PostgreSQL answers; the relation is {@code c} in it.
     *
     * @param items what is selected besides columns
     * @param columns the columns that are selected
     * @param joins further relations, each with JOIN and ON
     * @param notNull columns of which a row must have a value, as PostgreSQL calls them
     */
    record Server(
            SourceTable table,
            List<Item> items,
            List<StagedColumn> columns,
            List<String> joins,
            List<String> notNull)
            implements LoadSource {
        /** What the query calls the relation. */
        static final String ROW = "c";

        public Server {
            Objects.requireNonNull(table);
            items = List.copyOf(items);
            columns = List.copyOf(columns);
            joins = List.copyOf(joins);
            notNull = List.copyOf(notNull);
        }

        /** An expression with its name. */
        record Item(String expression, String name) {}

        @Override
        public String reading(String database) {
            return "CALL SQL_QUERY(%s, %s)"
                    .formatted(Quoting.text(database), Quoting.text(sql(Optional.empty())));
        }

        /** The query, over all rows or a slice of them. */
        String sql(Optional<String> slice) {
            List<String> selected = new ArrayList<>();
            items.forEach(
                    item ->
                            selected.add(
                                    item.expression() + " AS " + Identifier.quote(item.name())));
            columns.forEach(column -> selected.add(selected(column)));
            return "SELECT " + String.join(", ", selected) + from(joins, slice);
        }

        private String selected(StagedColumn column) {
            int index = table.columns().indexOf(column);
            String name = table.relation().columns().get(index).name();
            return ROW + "." + Identifier.quote(name) + " AS " + Identifier.quote(column.name());
        }

        private String from(List<String> joined, Optional<String> slice) {
            List<String> conditions = new ArrayList<>();
            notNull.forEach(
                    name -> conditions.add(ROW + "." + Identifier.quote(name) + " IS NOT NULL"));
            slice.ifPresent(conditions::add);
            String relation = Identifier.quote(table.relation().schema(), table.relation().name());
            return " FROM "
                    + relation
                    + " AS "
                    + ROW
                    + joined.stream().map(join -> " " + join).collect(Collectors.joining())
                    + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
        }

        /** How many rows have all values that they must have, whatever the joins find. */
        String countSql() {
            return "SELECT count(*)" + from(List.of(), Optional.empty());
        }
    }
}

package dev.howdah.kuzu.importgraph;

import static java.util.Objects.requireNonNull;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.importgraph.RelationshipEnd.Way;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.PgType;

import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes a node's key over the columns of a row, for Kùzu or for PostgreSQL. In a text of several
 * parts a bar within a part is {@code ~1}, and a tilde {@code ~0}: a backslash means something else
 * in each layer of Kùzu's strings and patterns.
 */
final class KeyText {
    private KeyText() {}

    /** The key in Cypher, over a row that has it itself or in a foreign key. */
    static String cypher(NodeKey key, Way way) {
        if (key instanceof NodeKey.Own own) {
            String value = variable(column(own.column(), way));
            return own.column().isWholeNumeric() ? whole(value, own.type()) : value;
        }
        return ((NodeKey.Derived) key)
                .parts().stream()
                        .map(part -> part(column(part, way)))
                        .collect(Collectors.joining(" + '|' + "));
    }

    /** The key in Cypher, over what {@link #sql} gave. */
    static String fromServer(NodeKey key, String variable) {
        String value = Quoting.name(variable);
        return key instanceof NodeKey.Own own && own.column().isWholeNumeric()
                ? "CAST(%s AS %s)".formatted(value, own.type())
                : value;
    }

    private static String part(KeyColumn column) {
        String value = variable(column);
        return column.keyClass() == KeyClass.TEXT
                ? "regexp_replace(regexp_replace(%s, '~', '~0', 'g'), '[|]', '~1', 'g')"
                        .formatted(value)
                : "CAST(" + value + " AS STRING)";
    }

    /** By way of text: Kùzu 0.11.2 casts no DECIMAL of 38 digits to INT128. */
    private static String whole(String value, String type) {
        return "CAST(CAST(%s AS STRING) AS %s)".formatted(value, type);
    }

    private static String variable(KeyColumn column) {
        return Quoting.name(column.passage().name());
    }

    /**
     * The key in PostgreSQL.
     *
     * @param row what the query calls the row that knows the key
     * @param relation whose row that is
     */
    static String sql(NodeKey key, Way way, String row, Relation relation) {
        UnaryOperator<String> quoted = name -> row + "." + Identifier.quote(name);
        if (key instanceof NodeKey.Own own) {
            KeyColumn column = column(own.column(), way);
            boolean asText =
                    column.isWholeNumeric() || column.column().type() instanceof PgType.Enumeration;
            return quoted.apply(column.name()) + (asText ? "::text" : "");
        }
        if (key instanceof NodeKey.Derived derived) {
            return derived.parts().stream()
                    .map(part -> column(part, way))
                    .map(part -> part(part, quoted.apply(part.name()) + "::text"))
                    .collect(Collectors.joining(" || '|' || "));
        }
        return (relation.hasChildren() ? row + ".tableoid::text || " : "") + row + ".ctid::text";
    }

    private static String part(KeyColumn column, String text) {
        KeyClass kind = column.keyClass();
        return kind == KeyClass.INTEGER || kind == KeyClass.UUID || kind == KeyClass.NUMERIC
                ? text
                : "replace(replace(" + text + ", '~', '~0'), '|', '~1')";
    }

    private static KeyColumn column(KeyColumn ofKey, Way way) {
        return way instanceof Way.Direct direct
                ? requireNonNull(direct.byKey().get(ofKey.name()))
                : ofKey;
    }
}

package dev.howdah.postgres.sql;

import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.ColumnMapping.Selection;
import dev.howdah.postgres.type.LogicalType.Struct;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Renders how a column is written in the SELECT list. */
public final class SelectItem {
    private SelectItem() {}

    /** The column as its mapping wants it, such as {@code "c"::text}. */
    public static String render(String columnName, ColumnMapping mapping) {
        return renderExpression(Identifier.quote(columnName), mapping);
    }

    /**
     * Any expression as its mapping wants it; it may be repeated in the result.
     *
     * @param sql an expression that binds tighter than a cast, such as a quoted name
     */
    public static String renderExpression(String sql, ColumnMapping mapping) {
        if (mapping.selection() instanceof Selection.Rebuilt rebuilt) {
            return rebuild(sql, rebuilt, (Struct) mapping.logical());
        }
        return simple(sql, mapping.selection());
    }

    private static String simple(String sql, Selection selection) {
        if (selection instanceof Selection.AsText) {
            return sql + "::text";
        }
        return selection instanceof Selection.AsTextArray ? sql + "::text[]" : sql;
    }

    /**
     * {@code x IS DISTINCT FROM NULL} is true for a row whose attributes are all null, which {@code
     * x IS NOT NULL} is not: a null stays a null and a row of nulls a row.
     */
    private static String rebuild(String sql, Selection.Rebuilt rebuilt, Struct struct) {
        List<Selection> selections = rebuilt.attributes();
        String attributes =
                IntStream.range(0, selections.size())
                        .mapToObj(i -> attribute(sql, selections.get(i), struct.fields().get(i)))
                        .collect(Collectors.joining(", "));
        return "CASE WHEN " + sql + " IS DISTINCT FROM NULL THEN ROW(" + attributes + ") END";
    }

    private static String attribute(String sql, Selection selection, Struct.Field field) {
        String attribute = "(" + sql + ")." + Identifier.quote(field.name());
        return selection instanceof Selection.Rebuilt nested
                ? rebuild(attribute, nested, (Struct) field.type())
                : simple(attribute, selection);
    }
}

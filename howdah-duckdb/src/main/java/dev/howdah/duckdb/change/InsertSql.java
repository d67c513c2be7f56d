package dev.howdah.duckdb.change;

import dev.howdah.postgres.sql.Identifier;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the server's INSERT.
 *
 * @param name by which its clauses know the target
 * @param columns those that are given
 * @param overriding whether identities that are always generated take values
 * @param conflict ON CONFLICT with a blank in front, or nothing
 */
record InsertSql(
        TargetTable target,
        String name,
        List<TargetColumn> columns,
        boolean overriding,
        String conflict) {
    InsertSql {
        columns = List.copyOf(columns);
    }

    /** With rows of constants, each in brackets. */
    String values(List<String> rows) {
        return head() + " VALUES " + String.join(",\n", rows) + conflict;
    }

    /**
     * With the rows of a staging table.
     *
     * @param names of its columns, in the order of this insert's
     */
    String staged(String relation, List<String> names) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            items.append(i == 0 ? "" : ", ")
                    .append(columns.get(i).assignable("u." + Identifier.quote(names.get(i))));
        }
        return head() + " SELECT " + items + " FROM " + relation + " AS u" + conflict;
    }

    /** With no row at all. */
    String nothing() {
        return head()
                + " SELECT "
                + list(
                        column ->
                                "CAST(NULL AS "
                                        + TargetColumn.typeName(column.attached().column().type())
                                        + ")")
                + " WHERE false"
                + conflict;
    }

    /** With one row of defaults. */
    String defaults() {
        return into() + " DEFAULT VALUES" + conflict;
    }

    private String head() {
        return into()
                + " ("
                + list(TargetColumn::sql)
                + ")"
                + (overriding ? " OVERRIDING SYSTEM VALUE" : "");
    }

    private String into() {
        return "INSERT INTO " + target.sql() + " AS " + Identifier.quote(name);
    }

    private String list(Function<TargetColumn, String> item) {
        return columns.stream().map(item).collect(Collectors.joining(", "));
    }
}

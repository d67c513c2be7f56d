package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.sql.SelectItem;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.PgType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * RETURNING of MERGE: the rows of all branches, and what happened to each. The name {@code
 * merge_action} is known beside the target's columns, but is none of them: {@code *} doesn't have
 * it.
 *
 * @param list as it was written
 */
record MergeReturning(String list, TargetScope scope) {
    private static final String RETURNED = "\"howdah returned\"";
    private static final ColumnMapping ACTION =
            new ColumnMapping(
                    new PgType.Base(25, "pg_catalog", "text"),
                    PgType.NO_TYPMOD,
                    LogicalType.Scalar.TEXT,
                    new ColumnMapping.Selection.Plain(),
                    MappingOptions.DEFAULT);

    /**
     * What stands behind the server's statement of a branch.
     *
     * @param action what the branch does
     */
    String clause(String action) {
        return " RETURNING '" + action + "'::text AS howdah_action, " + items();
    }

    private String items() {
        List<TargetColumn> columns = scope.target().columns();
        return IntStream.range(0, columns.size())
                .mapToObj(
                        i ->
                                SelectItem.render(
                                                columns.get(i).attached().column().name(),
                                                columns.get(i).attached().mapping())
                                        + " AS "
                                        + returned(i))
                .collect(Collectors.joining(", "));
    }

    /**
     * The result of a statement.
     *
     * @param branches the server's statements, all with this RETURNING
     */
    ChangeResult result(List<String> branches, ChangeContext context) {
        int count = scope.target().columns().size();
        String names =
                IntStream.range(0, count)
                        .mapToObj(MergeReturning::returned)
                        .collect(Collectors.joining(", ", "(merge_action, ", ")"));
        String columns =
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        RETURNED
                                                + "."
                                                + returned(i)
                                                + " AS "
                                                + Identifier.quote(
                                                        scope.target().columns().get(i).name()))
                        .collect(Collectors.joining(", "));
        return new ChangeResult.Rows(
                NumberedSql.of(
                        "SELECT "
                                + scope.expression(withoutAction())
                                + "\nFROM "
                                + context.write().returning(statement(branches), mappings())
                                + " AS "
                                + RETURNED
                                + names
                                + ", LATERAL (SELECT "
                                + columns
                                + ") AS "
                                + Identifier.quote(scope.name())));
    }

    /** The action and the target's columns, as they are read. */
    private List<ColumnMapping> mappings() {
        return Stream.concat(
                        Stream.of(ACTION),
                        scope.target().columns().stream()
                                .map(column -> column.attached().mapping()))
                .toList();
    }

    /** One statement, whatever the branches are. */
    private String statement(List<String> branches) {
        if (branches.isEmpty()) {
            return "SELECT ''::text AS howdah_action, "
                    + items()
                    + " FROM "
                    + scope.target().sql()
                    + " WHERE false";
        }
        String parts =
                IntStream.range(0, branches.size())
                        .mapToObj(i -> "howdah_" + i + " AS (" + branches.get(i) + ")")
                        .collect(Collectors.joining(", "));
        String rows =
                IntStream.range(0, branches.size())
                        .mapToObj(i -> "SELECT * FROM howdah_" + i)
                        .collect(Collectors.joining(" UNION ALL "));
        return "WITH " + parts + " " + rows;
    }

    /** The list in which a star means the target's columns. */
    private String withoutAction() {
        List<Token> tokens = Lexer.tokenize(list);
        StringBuilder result = new StringBuilder();
        int copied = 0;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            boolean starts = i == 0 || (depth == 0 && tokens.get(i - 1).is(','));
            if (token.is('*') && starts) {
                result.append(list, copied, token.start())
                        .append(Identifier.quote(scope.name()))
                        .append('.');
                copied = token.start();
            }
        }
        return result.append(list, copied, list.length()).toString();
    }

    private static String returned(int column) {
        return Identifier.quote("howdah " + column);
    }
}

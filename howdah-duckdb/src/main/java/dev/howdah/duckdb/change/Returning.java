package dev.howdah.duckdb.change;

import dev.howdah.duckdb.catalog.AttachedColumn;
import dev.howdah.duckdb.statement.ChangeStatement.RowChange;
import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.sql.SelectItem;
import dev.howdah.postgres.type.ColumnMapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What RETURNING asks for: the server returns all columns as they are read, DuckDB computes the
 * list over them.
 *
 * @param list as it was written
 * @param name by which the list knows the target
 */
record Returning(String list, TargetTable target, String name) {
    static Optional<Returning> of(RowChange change, TargetTable target) {
        return change.returning()
                .map(list -> new Returning(list, target, change.alias().orElse(target.name())));
    }

    /**
     * The result of a statement.
     *
     * @param statement the server's, which has no RETURNING yet
     */
    ChangeResult result(String statement, ChangeContext context) {
        String returning =
                target.table().columns().stream()
                        .map(column -> SelectItem.render(column.column().name(), column.mapping()))
                        .collect(Collectors.joining(", ", " RETURNING ", ""));
        List<ColumnMapping> mappings =
                target.table().columns().stream().map(AttachedColumn::mapping).toList();
        String names =
                target.columns().stream()
                        .map(column -> Identifier.quote(column.name()))
                        .collect(Collectors.joining(", ", "(", ")"));
        return new ChangeResult.Rows(
                NumberedSql.of(
                        "SELECT "
                                + NameRewriter.names(list, this::shortened)
                                + "\nFROM "
                                + context.write().returning(statement + returning, mappings)
                                + " AS "
                                + Identifier.quote(name)
                                + names));
    }

    /** {@code pg.public.t.a} is just {@code t.a} where t is no table of DuckDB's. */
    private Optional<String> shortened(NameRewriter.Chain chain) {
        int size = chain.names().size();
        boolean ours =
                size > 2
                        && !chain.isCall()
                        && chain.names().get(size - 2).value().equalsIgnoreCase(target.name());
        return ours
                ? Optional.of(Identifier.quote(name) + "." + Identifier.quote(chain.last().value()))
                : Optional.empty();
    }
}

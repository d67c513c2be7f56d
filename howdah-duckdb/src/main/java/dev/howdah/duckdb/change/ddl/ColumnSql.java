package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.statement.ChangeStatement.ColumnConstraint;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement.ColumnDefinition;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The columns and constraints of a table in PostgreSQL's SQL. */
final class ColumnSql {
    /** Since this version a generated column can be computed when it is read. */
    private static final int VIRTUAL_COLUMNS = 180_000;

    private final DdlNames names;
    private final WrittenTypes types;
    private final int serverVersion;
    private final List<String> columns;
    private final GeneratedTypes generated;

    /** Finds out the type of a generated column that is written without one. */
    @FunctionalInterface
    interface GeneratedTypes {
        /** The type of an expression over the table's other columns, as DuckDB prints it. */
        String of(String expression) throws SQLException;
    }

    /**
     * @param columns the names of the table's columns
     */
    ColumnSql(
            DdlNames names,
            WrittenTypes types,
            int serverVersion,
            List<String> columns,
            GeneratedTypes generated) {
        this.names = names;
        this.types = types;
        this.serverVersion = serverVersion;
        this.columns = List.copyOf(columns);
        this.generated = generated;
    }

    String element(TableElement element) throws SQLException {
        return switch (element) {
            case ColumnDefinition column -> column(column);
            case TableElement.TableConstraint constraint -> sql(constraint.sql());
            case TableElement.ForeignKey key -> foreignKey(key);
        };
    }

    String foreignKey(TableElement.ForeignKey key) {
        return constraintName(key.name())
                + "FOREIGN KEY "
                + list(key.columns(), columns)
                + " "
                + references(key.referenced(), key.referencedColumns(), key.actions());
    }

    String column(ColumnDefinition column) throws SQLException {
        List<String> parts = new ArrayList<>();
        parts.add(Identifier.quote(column.name()));
        parts.add(type(column));
        for (ColumnConstraint constraint : column.constraints()) {
            parts.add(constraint(constraint));
        }
        return String.join(" ", parts);
    }

    private String type(ColumnDefinition column) throws SQLException {
        if (column.type().isPresent()) {
            return types.sql(column.type().get());
        }
        Optional<String> expression =
                column.constraints().stream()
                        .filter(ColumnConstraint.Generated.class::isInstance)
                        .map(constraint -> ((ColumnConstraint.Generated) constraint).expression())
                        .findFirst();
        if (expression.isEmpty()) {
            throw HowdahException.user(
                    "The column \"%s\" has no type; name one".formatted(column.name()));
        }
        return types.printed(generated.of(expression.get()));
    }

    private String constraint(ColumnConstraint constraint) {
        return switch (constraint) {
            case ColumnConstraint.Plain plain -> sql(plain.sql());
            case ColumnConstraint.Default value -> "DEFAULT (" + sql(value.expression()) + ")";
            case ColumnConstraint.References reference ->
                    constraintName(reference.name())
                            + references(
                                    reference.referenced(),
                                    reference.columns(),
                                    reference.actions());
            case ColumnConstraint.Generated value ->
                    "GENERATED ALWAYS AS ("
                            + sql(value.expression())
                            + (value.virtual() && serverVersion >= VIRTUAL_COLUMNS
                                    ? ") VIRTUAL"
                                    : ") STORED");
            case ColumnConstraint.Identity identity -> identity.sql();
        };
    }

    private static String constraintName(Optional<String> name) {
        return name.map(given -> "CONSTRAINT " + Identifier.quote(given) + " ").orElse("");
    }

    private String references(ObjectName table, List<String> referenced, String actions) {
        String sql = "REFERENCES " + names.existing(table).sql();
        if (!referenced.isEmpty()) {
            List<String> known = names.columns(table);
            sql += " " + list(referenced, known.isEmpty() ? columns : known);
        }
        return actions.isBlank() ? sql : sql + " " + actions;
    }

    private String sql(String written) {
        return RemoteSql.of(written, names, columns);
    }

    /** Names of columns by their stored spelling. */
    private static String list(List<String> written, List<String> known) {
        return written.stream()
                .map(name -> Identifier.quote(stored(name, known)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String stored(String name, List<String> known) {
        return known.contains(name)
                ? name
                : known.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    }
}

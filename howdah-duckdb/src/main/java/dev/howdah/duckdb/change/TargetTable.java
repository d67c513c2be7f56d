package dev.howdah.duckdb.change;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.catalog.RelationKind;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.error.NearNames;
import dev.howdah.postgres.sql.Identifier;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A relation of the attached database that a statement changes.
 *
 * @param columns all of them, in order
 */
public record TargetTable(
        AttachedDatabase database, AttachedTable table, List<TargetColumn> columns) {
    private static final String UNDEFINED_COLUMN = "42703";

    public TargetTable {
        columns = List.copyOf(columns);
    }

    static TargetTable of(AttachedDatabase database, AttachedTable table) {
        return new TargetTable(
                database, table, table.columns().stream().map(TargetColumn::of).toList());
    }

    /** What DuckDB's users call it. */
    public String name() {
        return table.name();
    }

    public Relation relation() {
        return table.relation();
    }

    /** Its name on the server, quoted, with its schema. */
    public String sql() {
        return Identifier.quote(relation().schema(), relation().name());
    }

    /** Whether COPY can write to it without meaning something else than INSERT. */
    boolean takesCopy() {
        RelationKind kind = relation().kind();
        boolean table = kind == RelationKind.TABLE || kind == RelationKind.PARTITIONED_TABLE;
        return table && !relation().rowSecurity() && !relation().hasRules();
    }

    /** The columns that an INSERT without a list of columns fills. */
    public List<TargetColumn> writable() {
        return columns.stream().filter(column -> !column.isGenerated()).toList();
    }

    /** The column that DuckDB finds under this name. */
    public Optional<TargetColumn> find(String name) {
        return columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The column that DuckDB finds under this name, or DuckDB's error. */
    public TargetColumn require(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                user(
                                        UNDEFINED_COLUMN,
                                        "Binder Error: Table \"%s\" does not have a column with name \"%s\"%s"
                                                .formatted(name(), name, candidates(name))));
    }

    /** Several columns, each once, none of them generated. */
    List<TargetColumn> requireWritable(List<String> names) {
        List<TargetColumn> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            TargetColumn column = require(name);
            if (column.isGenerated()) {
                throw user("428C9", "Binder Error: Cannot insert into a generated column: " + name);
            }
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw user(
                        "42701", "Binder Error: Duplicate column name \"" + name + "\" in INSERT");
            }
            found.add(column);
        }
        return found;
    }

    private String candidates(String name) {
        List<String> near = NearNames.of(name, columns.stream().map(TargetColumn::name).toList());
        return near.isEmpty() ? "" : "\n\nDid you mean: \"" + String.join("\", \"", near) + "\"";
    }

    static HowdahException user(String sqlState, String message) {
        return HowdahException.of(ErrorKind.USER, sqlState, message);
    }
}

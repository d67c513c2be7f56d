package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.statement.ChangeStatement.ColumnConstraint;
import dev.howdah.duckdb.statement.ChangeStatement.CreateTable;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement.ColumnDefinition;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement.ForeignKey;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement.TableConstraint;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.postgres.sql.Identifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table that is copied: first without its keys, which cost less once the rows are there, and
 * without its foreign keys, which may lead to any other table.
 */
public final class CopiedTable {
    private final ObjectName name;
    private final List<TableElement> first = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<String> loaded = new ArrayList<>();

    /**
     * @param definition as DuckDB prints it
     * @param name where it goes, of three parts
     */
    public CopiedTable(CreateTable definition, ObjectName name) {
        this.name = name;
        for (TableElement element : definition.elements()) {
            switch (element) {
                case ColumnDefinition column -> first.add(withoutKeys(column));
                case TableConstraint constraint -> {
                    if (isKey(constraint.sql())) {
                        keys.add(constraint.sql());
                    } else {
                        first.add(constraint);
                    }
                }
                case ForeignKey key -> foreignKeys.add(key);
            }
        }
    }

    private ColumnDefinition withoutKeys(ColumnDefinition column) {
        List<ColumnConstraint> kept = new ArrayList<>();
        boolean generated = false;
        String list = "(" + Identifier.quote(column.name()) + ")";
        for (ColumnConstraint constraint : column.constraints()) {
            if (constraint instanceof ColumnConstraint.Plain plain && isKey(plain.sql())) {
                keys.add(plain.sql() + " " + list);
            } else if (constraint instanceof ColumnConstraint.References reference) {
                foreignKeys.add(
                        new ForeignKey(
                                reference.name(),
                                List.of(column.name()),
                                reference.referenced(),
                                reference.columns(),
                                reference.actions()));
            } else {
                generated |= constraint instanceof ColumnConstraint.Generated;
                kept.add(constraint);
            }
        }
        if (!generated) {
            loaded.add(column.name());
        }
        return new ColumnDefinition(column.name(), column.type(), kept);
    }

    private static boolean isKey(String constraint) {
        String start = constraint.toUpperCase(Locale.ROOT);
        return start.startsWith("PRIMARY") || start.startsWith("UNIQUE");
    }

    public ObjectName name() {
        return name;
    }

    /** The columns whose values are copied: all but the generated ones. */
    public List<String> loaded() {
        return List.copyOf(loaded);
    }

    List<String> columns() {
        return first.stream()
                .filter(ColumnDefinition.class::isInstance)
                .map(element -> ((ColumnDefinition) element).name())
                .toList();
    }

    CreateTable withoutKeys() {
        return new CreateTable(false, false, false, name, first);
    }

    /** What adds the keys, the foreign ones left out. */
    List<String> keys(DdlNames names) {
        String table = "ALTER TABLE " + names.created(name).sql() + " ADD ";
        return keys.stream().map(key -> table + RemoteSql.of(key, names, columns())).toList();
    }

    /** What adds the foreign keys. A name of one part lies in the same schema. */
    List<String> foreignKeys(DdlNames names, ColumnSql columns) {
        List<String> sql = new ArrayList<>();
        for (ForeignKey key : foreignKeys) {
            ForeignKey qualified =
                    new ForeignKey(
                            Optional.empty(),
                            key.columns(),
                            inSchema(key.referenced()),
                            key.referencedColumns(),
                            key.actions());
            sql.add(
                    "ALTER TABLE "
                            + names.created(name).sql()
                            + " ADD "
                            + columns.foreignKey(qualified));
        }
        return sql;
    }

    private ObjectName inSchema(ObjectName referenced) {
        String schema =
                referenced.size() == 1
                        ? name.parts().get(1)
                        : referenced.parts().get(referenced.size() - 2);
        return ObjectName.of(name.first(), schema, referenced.last());
    }
}

package dev.howdah.duckdb.file;

import dev.howdah.duckdb.source.DuckDbTypeName;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.WriteColumn;
import dev.howdah.postgres.type.WriteMapping;

/**
 * A column of a binary file.
 *
 * @param mapping how its values are written, which is how they are read as well
 */
public record FileColumn(String name, WriteMapping mapping) {
    private static final MappingOptions OPTIONS = MappingOptions.DEFAULT;

    /**
     * The column for values of a DuckDB type.
     *
     * @param duckDbType as DuckDB prints it
     * @throws dev.howdah.postgres.error.HowdahException if such values have no binary form
     */
    public static FileColumn of(String name, String duckDbType) {
        FileType type = FileType.of(name, duckDbType);
        return new FileColumn(name, WriteMapping.of(type.type(), type.typmod(), type.dimensions()));
    }

    /** What DuckDB holds of it. */
    public LogicalType logical() {
        return mapping.logical();
    }

    /** DuckDB's expression that makes a value that can be written out of the column's own. */
    public String expression() {
        String value = Identifier.quote(name);
        String whole = mapping.sent().name().equals("jsonb") ? "to_json(" + value + ")" : value;
        return "CAST(" + whole + " AS " + DuckDbTypeName.of(mapping.logical()) + ")";
    }

    WriteColumn writeColumn() {
        return new WriteColumn(name, mapping.sent(), mapping.typmod(), mapping.logical());
    }

    ColumnMapping readMapping() {
        return new ColumnMapping(
                mapping.sent(),
                mapping.typmod(),
                mapping.logical(),
                new ColumnMapping.Selection.Plain(),
                OPTIONS);
    }
}

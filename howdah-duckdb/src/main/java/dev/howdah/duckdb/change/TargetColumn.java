package dev.howdah.duckdb.change;

import dev.howdah.duckdb.catalog.AttachedColumn;
import dev.howdah.duckdb.source.DuckDbTypeName;
import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.WriteColumn;
import dev.howdah.postgres.type.WriteMapping;

/**
 * A column of a relation that is changed.
 *
 * @param mapping how values get into it
 */
public record TargetColumn(AttachedColumn attached, WriteMapping mapping) {
    static TargetColumn of(AttachedColumn attached) {
        Column column = attached.column();
        return new TargetColumn(
                attached, WriteMapping.of(column.type(), column.typmod(), column.dimensions()));
    }

    /** What DuckDB's users call it. */
    public String name() {
        return attached.viewName();
    }

    /** Its name on the server, quoted. */
    public String sql() {
        return Identifier.quote(attached.column().name());
    }

    /** Whether the server computes it from other columns. */
    public boolean isGenerated() {
        return attached.column().generated();
    }

    /** Whether INSERT may not give it a value. */
    public boolean isAlwaysIdentity() {
        return attached.column().identity() == Column.Identity.ALWAYS;
    }

    /** Whether each of its values can be written in SQL: not every single byte is text. */
    boolean hasLiterals() {
        return KnownType.find(mapping.sent()).filter(KnownType.CHAR::equals).isEmpty();
    }

    /** An expression of DuckDB's as this column takes it. */
    public String cast(String expression) {
        return "CAST(" + expression + " AS " + DuckDbTypeName.of(mapping.logical()) + ")";
    }

    /** The column as rows are written to it. */
    public WriteColumn written() {
        return stagedAs(attached.column().name());
    }

    /** A column of another name that takes the same values. */
    public WriteColumn stagedAs(String name) {
        return new WriteColumn(name, mapping.sent(), mapping.typmod(), mapping.logical());
    }

    /** A value of the sent type as an expression of the server's that can be assigned. */
    public String assignable(String expression) {
        return mapping.castByServer()
                ? "CAST(" + expression + " AS " + typeName(attached.column().type()) + ")"
                : expression;
    }

    /** A type without its modifier: an explicit cast with one would cut silently. */
    static String typeName(PgType type) {
        return Identifier.quote(type.schema(), type.name());
    }
}

package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.sql.Literal;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.WriteColumn;

import java.util.List;
import java.util.StringJoiner;

/**
 * Writes a few rows as SQL, for statements with VALUES: {@code ('1'::"pg_catalog"."int4",
 * NULL::"pg_catalog"."date")}.
 */
public final class LiteralEncoder {
    private LiteralEncoder() {}

    /**
     * A list of literals in brackets, each cast to its column's sent type but not to its modifier:
     * such a cast would cut what is too long, where an assignment fails.
     *
     * @throws HowdahException of kind DATA that names column and row, counted from 1
     */
    public static String row(
            List<WriteColumn> columns, EncodeOptions options, RowBatch batch, int row) {
        TextFormFactory factory = new TextFormFactory(new ZeroBytes(options));
        CopyBuffer text = new CopyBuffer();
        StringJoiner literals = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < columns.size(); i++) {
            WriteColumn column = columns.get(i);
            FieldEncoder encoder =
                    factory.create(column.type(), column.logical(), batch.columns().get(i));
            try {
                literals.add(literal(encoder, row, text) + "::" + typeName(column.type()));
            } catch (HowdahException failure) {
                throw failure.in("column \"" + column.name() + "\", row " + (row + 1));
            }
        }
        return literals.toString();
    }

    private static String literal(FieldEncoder encoder, int row, CopyBuffer text) {
        if (encoder.isNull(row)) {
            return "NULL";
        }
        text.clear();
        encoder.prepare(row, row + 1);
        encoder.encode(row, text);
        return Literal.quote(text.text(0));
    }

    /** The full name; of "bit" and "char" too, it says nothing about a length. */
    private static String typeName(PgType type) {
        return Identifier.quote(type.schema(), type.name());
    }
}

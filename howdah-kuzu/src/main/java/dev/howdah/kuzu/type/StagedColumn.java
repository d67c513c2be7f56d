package dev.howdah.kuzu.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one column travels.
 *
 * @param name what the user calls it, as the catalogue has it; {@link KuzuName#quote} is not empty
 * @param carriers the columns of the Parquet file that carry it, one or several
 * @param expression the Kùzu expression over the carriers' aliases that is the exact value; just
 *     the alias where Parquet's own type says it all
 * @param type the Kùzu type of the expression as CREATE NODE TABLE writes it
 * @param declarable whether Kùzu's parser accepts {@code type}; it does not if a STRUCT's field has
 *     a name that is no plain word. Such a column can be read, and stored by CREATE NODE TABLE … AS
 */
public record StagedColumn(
        String name, List<Carrier> carriers, String expression, String type, boolean declarable)
        implements ColumnPassage {
    public StagedColumn {
        Objects.requireNonNull(name);
        carriers = List.copyOf(carriers);
        Objects.requireNonNull(expression);
        Objects.requireNonNull(type);
    }

    /**
     * A column of the Parquet file.
     *
     * @param alias its name there; a plain word unless {@link #named} has chosen it
     * @param select the DuckDB expression that it holds
     */
    public record Carrier(String alias, String select) {
        public Carrier {
            Objects.requireNonNull(alias);
            Objects.requireNonNull(select);
        }
    }

    /** Whether the file's own column is the value. */
    public boolean isPlain() {
        return carriers.size() == 1
                && (carriers.getFirst().alias().equals(expression)
                        || KuzuName.quote(carriers.getFirst().alias())
                                .equals(Optional.of(expression)));
    }

    /** The same under another name, which a plain column then has in the file too. */
    public StagedColumn named(String other) {
        if (!isPlain()) {
            return new StagedColumn(other, carriers, expression, type, declarable);
        }
        Carrier carrier = new Carrier(other, carriers.getFirst().select());
        String quoted = KuzuName.quote(other).orElseThrow();
        return new StagedColumn(other, List.of(carrier), quoted, type, declarable);
    }

    /** The same with another beginning of what the file's columns are called. */
    public StagedColumn prefixed(String prefix) {
        List<Carrier> renamed = new ArrayList<>();
        String value = expression;
        for (Carrier carrier : carriers) {
            String alias = prefix + carrier.alias();
            renamed.add(new Carrier(alias, carrier.select()));
            value = value.replaceAll("\\b" + Pattern.quote(carrier.alias()) + "\\b", alias);
        }
        return new StagedColumn(name, renamed, value, type, declarable);
    }

    /** The item of a Cypher WITH that gives the value the user's name. */
    public String projection() {
        return expression + " AS " + KuzuName.quote(name).orElseThrow();
    }
}

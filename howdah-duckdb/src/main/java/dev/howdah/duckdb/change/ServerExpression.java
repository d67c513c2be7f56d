package dev.howdah.duckdb.change;

import dev.howdah.duckdb.change.NameRewriter.Chain;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.sql.Identifier;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Expressions that the server computes: they go as they are written, with its own names for the
 * target's columns and with values in place of parameters.
 */
final class ServerExpression {
    private static final String EXCLUDED = "excluded";

    /** Words that can't be names without quotes, whatever the columns are called. */
    private static final Set<String> RESERVED =
            Set.of(
                    ("all and any array as asc between both case cast collate default desc distinct"
                                    + " do else end except exists false from group having ilike in"
                                    + " intersect into is isnull like limit not notnull null offset"
                                    + " on or order select similar some symmetric then to true"
                                    + " union unique using when where with")
                            .split(" "));

    private final TargetTable target;
    private final String name;
    private final ParameterLiterals parameters;

    /**
     * @param name by which the expressions, and the server's statement, know the target
     */
    ServerExpression(TargetTable target, String name, ChangeContext context) {
        this.target = target;
        this.name = name;
        this.parameters = new ParameterLiterals(context);
    }

    /** An expression over the target and the row that was to be inserted. */
    String overRows(String sql) {
        return NameRewriter.rewrite(sql, chain -> column(chain, true), parameters::of);
    }

    /** A conflict's target, which can't qualify its columns. */
    String overColumns(String sql) {
        return NameRewriter.rewrite(sql, chain -> column(chain, false), parameters::of);
    }

    private Optional<String> column(Chain chain, boolean qualified) {
        if (chain.isCall()) {
            return Optional.empty();
        }
        int size = chain.names().size();
        if (size == 1) {
            return isValue(chain)
                    ? target.find(chain.last().value())
                            .map(column -> qualified ? of(name, column) : column.sql())
                    : Optional.empty();
        }
        String owner = chain.names().get(size - 2).value();
        if (size == 2 && owner.equalsIgnoreCase(EXCLUDED)) {
            return target.find(chain.last().value()).map(column -> EXCLUDED + "." + column.sql());
        }
        boolean ours =
                owner.equalsIgnoreCase(name) || (size > 2 && owner.equalsIgnoreCase(target.name()));
        return ours
                ? target.find(chain.last().value()).map(column -> of(name, column))
                : Optional.empty();
    }

    private static String of(String owner, TargetColumn column) {
        return Identifier.quote(owner) + "." + column.sql();
    }

    /** Whether a name can be a column rather than a keyword, or a type as in {@code x::date}. */
    private static boolean isValue(Chain chain) {
        Token word = chain.last();
        boolean keyword =
                word.kind() == Token.Kind.WORD
                        && RESERVED.contains(word.value().toLowerCase(Locale.ROOT));
        Token before = chain.before();
        boolean type = before != null && (before.is(':') || before.is("AS"));
        return !keyword && !type && !isPrefix(word, chain.after());
    }

    /** {@code date '2020-01-01'}, {@code extract(year FROM d)}. */
    private static boolean isPrefix(Token word, @Nullable Token after) {
        return after != null
                && word.kind() == Token.Kind.WORD
                && (after.kind() == Token.Kind.STRING || after.is("FROM"));
    }
}

package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.databind.JsonNode;

import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.predicate.Expression.Like;
import dev.howdah.postgres.predicate.Expression.Literal;
import dev.howdah.postgres.predicate.Expression.Not;
import dev.howdah.postgres.predicate.Expression.Substring;
import dev.howdah.postgres.predicate.Operands;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.Optional;

/** DuckDB's functions that test text for a pattern. */
final class TextConditionReader {
    private final OperandReader operands;

    TextConditionReader(OperandReader operands) {
        this.operands = operands;
    }

    Optional<Expression> read(JsonNode call) {
        Optional<Expression> operand =
                operands.read(OperandReader.argument(call, 0))
                        .filter(any -> Operands.typeOf(any).equals(Optional.of(Scalar.TEXT)));
        Optional<String> pattern = text(OperandReader.argument(call, 1));
        if (operand.isEmpty() || pattern.isEmpty()) {
            return Optional.empty();
        }
        Expression tested = operand.get();
        if (call.path("arguments").size() == 3) {
            return text(OperandReader.argument(call, 2))
                    .flatMap(escape -> escaped(call, tested, pattern.get(), escape));
        }
        return Optional.ofNullable(
                switch (call.path("function_name").asText()) {
                    case "prefix", "starts_with", "^@" ->
                            new Substring(tested, Substring.Position.START, pattern.get());
                    case "suffix", "ends_with" ->
                            new Substring(tested, Substring.Position.END, pattern.get());
                    case "contains" ->
                            new Substring(tested, Substring.Position.ANYWHERE, pattern.get());
                    case "~~" -> new Like(tested, pattern.get(), false, false);
                    case "!~~" -> new Not(new Like(tested, pattern.get(), false, false));
                    case "~~*" -> new Like(tested, pattern.get(), true, false);
                    case "!~~*" -> new Not(new Like(tested, pattern.get(), true, false));
                    default -> null;
                });
    }

    private static Optional<Expression> escaped(
            JsonNode call, Expression operand, String pattern, String escape) {
        if (escape.length() != 1) {
            return Optional.empty();
        }
        return withBackslash(pattern, escape.charAt(0))
                .flatMap(
                        same ->
                                Optional.ofNullable(
                                        switch (call.path("function_name").asText()) {
                                            case "like_escape" ->
                                                    new Like(operand, same, false, true);
                                            case "not_like_escape" ->
                                                    new Not(new Like(operand, same, false, true));
                                            default -> null;
                                        }));
    }

    /** The pattern with the escape character {@code \}; empty if it ends in an escape. */
    private static Optional<String> withBackslash(String pattern, char escape) {
        StringBuilder same = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            if (character == escape) {
                if (++i == pattern.length()) {
                    return Optional.empty();
                }
                same.append('\\').append(pattern.charAt(i));
            } else {
                same.append(character == '\\' ? "\\\\" : String.valueOf(character));
            }
        }
        return Optional.of(same.toString());
    }

    private static Optional<String> text(JsonNode tree) {
        return ConstantReader.isConstant(tree)
                ? ConstantReader.read(tree, Scalar.TEXT).map(Literal::text)
                : Optional.empty();
    }
}

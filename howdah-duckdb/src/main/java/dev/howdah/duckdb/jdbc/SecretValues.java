package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.duckdb.statement.SecretDefinition.SecretOption;
import dev.howdah.duckdb.statement.SecretDefinition.SecretValue;
import dev.howdah.postgres.error.HowdahException;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the options of CREATE SECRET are set to; DuckDB computes what is no plain text. A failure
 * shows nothing of a value, not even as its cause.
 */
final class SecretValues {
    private static final Pattern ERROR_CLASS = Pattern.compile("[A-Za-z ]{1,40} Error(?=:)");

    private final Connection duckdb;
    private final Parameters parameters;

    /**
     * A value.
     *
     * @param items of a list, or the one value as text
     * @param text whether it is text or a list of texts
     */
    record Value(List<String> items, boolean text) {
        @Override
        public String toString() {
            return "Value[redacted]";
        }
    }

    SecretValues(Connection duckdb, Parameters parameters) {
        this.duckdb = duckdb;
        this.parameters = parameters;
    }

    Value of(SecretOption option) {
        return switch (option.value()) {
            case SecretValue.Text text -> new Value(List.of(text.text()), true);
            case SecretValue.Expression expression -> computed(option, expression.sql());
        };
    }

    private Value computed(SecretOption option, NumberedSql expression) {
        String sql = "SELECT v, CAST(v AS VARCHAR) FROM (SELECT (" + expression.sql() + ") AS v)";
        try (PreparedStatement query = duckdb.prepareStatement(sql)) {
            parameters.bind(query, expression.ordinals());
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                Object value = rows.getObject(1);
                return switch (value) {
                    case null -> throw isNull(option);
                    case Array list -> items(option, (Object[]) list.getArray());
                    case Struct struct -> throw noText(option);
                    case Map<?, ?> map -> throw noText(option);
                    default -> new Value(List.of(rows.getString(2)), value instanceof String);
                };
            }
        } catch (SQLException failure) {
            throw notComputed(option, failure);
        }
    }

    private static Value items(SecretOption option, Object[] elements) {
        List<String> items = new ArrayList<>();
        boolean text = true;
        for (Object element : elements) {
            switch (element) {
                case null -> throw isNull(option);
                case Array list -> throw noText(option);
                case Struct struct -> throw noText(option);
                case Map<?, ?> map -> throw noText(option);
                default -> {
                    items.add(element.toString());
                    text &= element instanceof String;
                }
            }
        }
        return new Value(items, text);
    }

    private static HowdahException isNull(SecretOption option) {
        return HowdahException.user(
                "The option \"%s\" of the secret has no value: leave it out, or give one that is not NULL"
                        .formatted(option.name()));
    }

    private static HowdahException noText(SecretOption option) {
        return HowdahException.user(
                "The option \"%s\" of the secret must be a single value or a list of such values"
                        .formatted(option.name()));
    }

    private static HowdahException notComputed(SecretOption option, SQLException failure) {
        Matcher error = ERROR_CLASS.matcher(String.valueOf(failure.getMessage()));
        return HowdahException.user(
                ("The value of the option \"%s\" of the secret could not be computed: %s. Write it in"
                                + " single quotes, and look for a missing comma behind it")
                        .formatted(
                                option.name(),
                                error.lookingAt() ? error.group() : "DuckDB failed"));
    }
}

package dev.howdah.duckdb.statement;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What CREATE SECRET says. Shows no value by itself.
 *
 * @param name none for the unnamed secret
 * @param persistent whether it is to outlive the process, if that was said
 * @param storage in lower case
 * @param options in their order, without TYPE
 */
public record SecretDefinition(
        Optional<String> name,
        boolean orReplace,
        boolean ifNotExists,
        Optional<Boolean> persistent,
        Optional<String> storage,
        List<SecretOption> options) {
    public SecretDefinition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(persistent);
        Objects.requireNonNull(storage);
        options = List.copyOf(options);
    }

    /**
     * Takes a statement apart.
     *
     * @param text a statement that {@link Recogniser} has found to be a {@link
     *     ParsedStatement.CreateSecret}
     * @throws dev.howdah.postgres.error.HowdahException of kind USER, with SQL state 42601 and no
     *     value in its message, if DuckDB's grammar does not allow it
     */
    public static SecretDefinition parse(String text) {
        return new CreateSecretParser(text).parse();
    }

    /**
     * An option.
     *
     * @param name in lower case
     */
    public record SecretOption(String name, SecretValue value) {
        public SecretOption {
            name = name.toLowerCase(Locale.ROOT);
            Objects.requireNonNull(value);
        }
    }

    /** What an option is set to. */
    public sealed interface SecretValue {
        /** A string, or words without quotes. */
        record Text(String text) implements SecretValue {
            @Override
            public String toString() {
                return "Text[redacted]";
            }
        }

        /** Anything else: DuckDB computes it. */
        record Expression(NumberedSql sql) implements SecretValue {
            @Override
            public String toString() {
                return "Expression[redacted]";
            }
        }
    }
}

package dev.howdah.duckdb.catalog;

import dev.howdah.duckdb.statement.ParsedStatement.Option;
import dev.howdah.duckdb.statement.ParsedStatement.Value;
import dev.howdah.postgres.connection.SessionTransaction.Isolation;
import dev.howdah.postgres.error.HowdahException;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The options of ATTACH.
 *
 * @param readOnly whether every transaction is read-only on the server too
 * @param schemas the schemas to show, the first of them the default; all if none
 * @param display what a prompt shows while somebody is connected; its name if none
 * @param secret the secret that completes the connection string; if none, the one for that string
 */
public record AttachOptions(
        boolean readOnly,
        Optional<List<String>> schemas,
        Isolation isolation,
        Optional<String> display,
        Optional<String> secret) {
    /** What holds when no option is given. */
    public static final AttachOptions DEFAULT =
            new AttachOptions(
                    false,
                    Optional.empty(),
                    Isolation.REPEATABLE_READ,
                    Optional.empty(),
                    Optional.empty());

    public AttachOptions {
        schemas = schemas.map(List::copyOf);
        Objects.requireNonNull(isolation);
        Objects.requireNonNull(display);
        Objects.requireNonNull(secret);
    }

    /** The same options with a secret of this name. */
    public AttachOptions withSecret(String name) {
        return new AttachOptions(readOnly, schemas, isolation, display, Optional.of(name));
    }

    /**
     * Reads the options as they stand in the statement.
     *
     * @throws HowdahException if one is unknown or has a wrong value
     */
    public static AttachOptions of(List<Option> options) {
        AttachOptions result = DEFAULT;
        Set<String> seen = new HashSet<>();
        for (Option option : options) {
            String kind = option.name().equals("read_write") ? "read_only" : option.name();
            if (!seen.add(kind)) {
                throw HowdahException.user(
                        "ATTACH has more than one option of the kind "
                                + option.name().toUpperCase(Locale.ROOT)
                                + "; leave one");
            }
            result = result.with(option);
        }
        return result;
    }

    private AttachOptions with(Option option) {
        return switch (option.name()) {
            case "read_only" -> withReadOnly(flag(option));
            case "read_write" -> withReadOnly(!flag(option));
            case "schema" ->
                    new AttachOptions(
                            readOnly, Optional.of(names(option)), isolation, display, secret);
            case "isolation_level" ->
                    new AttachOptions(readOnly, schemas, level(option), display, secret);
            case "use_text_protocol" -> {
                if (!single(option).text().equalsIgnoreCase("auto") && flag(option)) {
                    throw HowdahException.unsupported(
                            "ATTACH with USE_TEXT_PROTOCOL true is not supported: rows are always"
                                    + " read by binary COPY. Leave the option out");
                }
                yield this;
            }
            case "connect_display" ->
                    new AttachOptions(
                            readOnly, schemas, isolation, Optional.of(printable(option)), secret);
            case "secret" -> withSecret(single(option).text());
            case "secret_storage_table" ->
                    throw HowdahException.unsupported(
                            "ATTACH with SECRET_STORAGE_TABLE is not supported: secrets are not kept"
                                    + " in a PostgreSQL table, where whoever can read the table"
                                    + " could read them. Leave the option out, and use CREATE"
                                    + " PERSISTENT SECRET to keep one in a file of yours");
            default ->
                    throw HowdahException.user(
                            "Unrecognized option for Postgres attach: " + option.name());
        };
    }

    private AttachOptions withReadOnly(boolean on) {
        return new AttachOptions(on, schemas, isolation, display, secret);
    }

    /** The schema that names without a schema mean. */
    public String defaultSchema() {
        return schemas.map(List::getFirst).orElse("public");
    }

    /** A line of a terminal, so it may not move the cursor. */
    private static String printable(Option option) {
        String text = single(option).text();
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(option, "expected a text without control characters");
        }
        return text;
    }

    private static boolean flag(Option option) {
        if (option.values().isEmpty()) {
            return true;
        }
        return switch (single(option).text().toLowerCase(Locale.ROOT)) {
            case "true", "1", "on", "yes", "t" -> true;
            case "false", "0", "off", "no", "f" -> false;
            default -> throw wrong(option, "expected true or false");
        };
    }

    private static List<String> names(Option option) {
        List<String> names = option.values().stream().map(Value::text).toList();
        boolean allNames =
                option.values().stream().allMatch(Value::quoted)
                        || (!option.list() && names.size() == 1);
        if (names.isEmpty()
                || !allNames
                || names.stream().anyMatch(String::isEmpty)
                || (names.getFirst().equalsIgnoreCase("null")
                        && !option.values().getFirst().quoted())) {
            throw wrong(option, "expected the name of a schema or a list of such names");
        }
        return names.stream().distinct().toList();
    }

    private static Isolation level(Option option) {
        String text = single(option).text();
        for (Isolation level : Isolation.values()) {
            if (level.name().equalsIgnoreCase(text.strip().replaceAll("\\s+", "_"))) {
                return level;
            }
        }
        throw wrong(option, "expected READ COMMITTED, REPEATABLE READ or SERIALIZABLE");
    }

    private static Value single(Option option) {
        if (option.list() || option.values().size() != 1) {
            throw HowdahException.user(
                    "The option " + option.name() + " of ATTACH needs exactly one value");
        }
        return option.values().getFirst();
    }

    private static HowdahException wrong(Option option, String why) {
        String given =
                option.values().stream()
                        .map(Value::text)
                        .collect(java.util.stream.Collectors.joining(", "));
        return HowdahException.user(
                "Invalid value \"" + given + "\" for " + option.name() + ", " + why);
    }
}

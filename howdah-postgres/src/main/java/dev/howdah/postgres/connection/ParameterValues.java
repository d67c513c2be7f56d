package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The values of all parameters, from wherever each came: connection string before secret before
 * service file before environment before default.
 */
final class ParameterValues {
    private final Map<ConnectionParameter, String> values;
    private final SslMode defaultSslMode;

    private ParameterValues(Map<ConnectionParameter, String> values, SslMode defaultSslMode) {
        this.values = values;
        this.defaultSslMode = defaultSslMode;
    }

    /**
     * Gathers the values of libpq's parameters.
     *
     * @param string what the connection string gives, by key; other keys are passed over
     * @param secret what the secret gives, likewise
     * @param requiresTls no weaker sslmode than require by default, or by the environment
     */
    static ParameterValues resolve(
            Map<String, String> string,
            Map<String, String> secret,
            boolean requiresTls,
            Environment environment) {
        Map<ConnectionParameter, String> values = new EnumMap<>(ConnectionParameter.class);
        addLibpq(string, values);
        addLibpq(secret, values);
        ServiceFile.read(values, environment).forEach(values::putIfAbsent);
        boolean sslModeChosen = !values.getOrDefault(ConnectionParameter.SSLMODE, "").isEmpty();
        addEnvironment(environment, values);
        if (!requiresTls) {
            return new ParameterValues(values, SslMode.PREFER);
        }
        ParameterValues safe = new ParameterValues(values, SslMode.REQUIRE);
        if (!sslModeChosen && safe.sslMode().compareTo(SslMode.REQUIRE) < 0) {
            values.remove(ConnectionParameter.SSLMODE);
        }
        return safe;
    }

    private static void addLibpq(
            Map<String, String> given, Map<ConnectionParameter, String> values) {
        given.forEach(
                (key, value) ->
                        ConnectionParameter.find(key)
                                .ifPresent(parameter -> values.putIfAbsent(parameter, value)));
        String requireSsl = given.get(KnownKeys.REQUIRESSL);
        if (requireSsl != null) {
            SslMode mode = requireSsl.startsWith("1") ? SslMode.REQUIRE : SslMode.PREFER;
            values.putIfAbsent(ConnectionParameter.SSLMODE, mode.key());
        }
    }

    private static void addEnvironment(
            Environment environment, Map<ConnectionParameter, String> values) {
        for (ConnectionParameter parameter : ConnectionParameter.values()) {
            // The password is looked for when a connection is made, by its own rules.
            if (parameter != ConnectionParameter.PASSWORD) {
                parameter
                        .variable()
                        .flatMap(environment::variable)
                        .ifPresent(value -> values.putIfAbsent(parameter, value));
            }
        }
        if (environment
                .variable("PGREQUIRESSL")
                .filter(value -> value.startsWith("1"))
                .isPresent()) {
            // Older than PGSSLMODE, but whoever sets it counts on it.
            values.putIfAbsent(ConnectionParameter.SSLMODE, "require");
        }
    }

    /** The value of sslmode. */
    SslMode sslMode() {
        return choice(ConnectionParameter.SSLMODE, names(SslMode.values()));
    }

    /** The value that was given, if it is not empty; else the default. */
    Optional<String> find(ConnectionParameter parameter) {
        String given = values.get(parameter);
        return given == null || given.isEmpty() ? defaultValue(parameter) : Optional.of(given);
    }

    /** The value that was given, even if it is empty. */
    Optional<String> given(ConnectionParameter parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    /** The value of a parameter that has a default. */
    String require(ConnectionParameter parameter) {
        return find(parameter).orElseThrow();
    }

    /** True if nobody gave a value. */
    boolean isDefault(ConnectionParameter parameter) {
        return values.getOrDefault(parameter, "").isEmpty();
    }

    /** The value of a parameter that nobody gave. */
    String defaultOf(ConnectionParameter parameter) {
        return defaultValue(parameter).orElseThrow();
    }

    private Optional<String> defaultValue(ConnectionParameter parameter) {
        return parameter == ConnectionParameter.SSLMODE
                ? Optional.of(defaultSslMode.key())
                : parameter.defaultValue();
    }

    /** The elements of a comma-separated list, empty ones kept. */
    List<String> list(ConnectionParameter parameter) {
        String given = values.getOrDefault(parameter, "");
        return given.isEmpty() ? List.of() : List.of(given.split(",", -1));
    }

    /** A value out of a few, by its name. */
    <T> T choice(ConnectionParameter parameter, Map<String, T> choices) {
        String given = require(parameter);
        T choice = choices.get(given);
        if (choice == null) {
            throw invalid(
                    parameter,
                    given,
                    "choose one of " + choices.keySet().stream().sorted().toList());
        }
        return choice;
    }

    /** A number with the bounds given. */
    int integer(ConnectionParameter parameter, int lowest, int highest) {
        return integer(parameter, require(parameter), lowest, highest);
    }

    static int integer(ConnectionParameter parameter, String given, int lowest, int highest) {
        try {
            long number = Long.parseLong(given.strip());
            if (number >= lowest && number <= highest) {
                return (int) number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, together with the numbers out of bounds.
        }
        throw invalid(
                parameter, given, "give a whole number from %d to %d".formatted(lowest, highest));
    }

    static HowdahException invalid(ConnectionParameter parameter, String given, String mend) {
        // In a URI with a raw slash in the password, a part of that looks like a port.
        boolean hidden = parameter.isSecret() || parameter == ConnectionParameter.PORT;
        String shown = hidden ? "" : " \"" + given + "\"";
        return HowdahException.user(
                "The connection parameter %s has an invalid value%s; %s"
                        .formatted(parameter.key(), shown, mend));
    }

    /** The names of an enum's constants in the spelling of connection strings. */
    static <E extends Enum<E>> Map<String, E> names(E[] constants) {
        Map<String, E> names = new HashMap<>();
        for (E constant : constants) {
            names.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return names;
    }
}

package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The values of all parameters, from wherever each came: connection string before service file
 * before environment before default, as in libpq.
 */
final class ParameterValues {
    private final Map<ConnectionParameter, String> values;

    private ParameterValues(Map<ConnectionParameter, String> values) {
        this.values = values;
    }

    static ParameterValues resolve(String connectionString, Environment environment) {
        Map<ConnectionParameter, String> values = new EnumMap<>(ConnectionParameter.class);
        values.putAll(ConnectionString.parse(connectionString));
        ServiceFile.read(values, environment).forEach(values::putIfAbsent);
        for (ConnectionParameter parameter : ConnectionParameter.values()) {
            parameter
                    .variable()
                    .flatMap(environment::variable)
                    .ifPresent(value -> values.putIfAbsent(parameter, value));
        }
        if (environment
                .variable("PGREQUIRESSL")
                .filter(value -> value.startsWith("1"))
                .isPresent()) {
            // Older than PGSSLMODE, but whoever sets it counts on it.
            values.putIfAbsent(ConnectionParameter.SSLMODE, "require");
        }
        return new ParameterValues(values);
    }

    /** The value that was given, if it is not empty; else the default. */
    Optional<String> find(ConnectionParameter parameter) {
        String given = values.get(parameter);
        return given == null || given.isEmpty() ? parameter.defaultValue() : Optional.of(given);
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
        return parameter.defaultValue().orElseThrow();
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

package dev.howdah.postgres.connection;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a connection string: the process's variables, home folder and user.
 *
 * @param variables environment variables by name
 * @param home the user's home folder
 * @param osUser the operating system's name of the user
 */
public record Environment(Map<String, String> variables, Path home, String osUser) {
    /** libpq's variables, and after each what PostgreSQL's container images call the same. */
    private static final Map<String, List<String>> IMAGE_VARIABLES =
            Map.of(
                    "PGHOST", List.of("POSTGRES_HOST"),
                    "PGPORT", List.of("POSTGRES_PORT"),
                    "PGUSER", List.of("POSTGRES_USER"),
                    "PGPASSWORD", List.of("POSTGRES_PASSWORD"),
                    "PGDATABASE", List.of("POSTGRES_DB", "POSTGRES_DATABASE"));

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process. */
    public static Environment system() {
        return new Environment(
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                System.getProperty("user.name", ""));
    }

    /**
     * The same, but where a variable of libpq's is missing or empty, such as {@code PGHOST}, that
     * of PostgreSQL's container images counts, such as {@code POSTGRES_HOST}.
     */
    public Environment withImageVariables() {
        Map<String, String> extended = new HashMap<>(variables);
        IMAGE_VARIABLES.forEach(
                (libpq, names) -> {
                    if (variables.getOrDefault(libpq, "").isEmpty()) {
                        names.stream()
                                .map(name -> variables.getOrDefault(name, ""))
                                .filter(value -> !value.isEmpty())
                                .findFirst()
                                .ifPresent(value -> extended.put(libpq, value));
                    }
                });
        return new Environment(extended, home, osUser);
    }

    /** A variable, if it is set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public String toString() {
        // The variables may hold PGPASSWORD and much else that is nobody's business.
        return "Environment[home=" + home + ", osUser=" + osUser + "]";
    }
}

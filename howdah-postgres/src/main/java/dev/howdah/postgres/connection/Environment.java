package dev.howdah.postgres.connection;

import java.nio.file.Path;
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

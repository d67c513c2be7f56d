package dev.howdah.postgres.secret;

import dev.howdah.postgres.connection.GivenParameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells how well scopes fit a connection string.
 *
 * <p>A scope is a plain prefix of the string, or a URI each of whose parts must equal that of the
 * string, in whatever form that gives it. Only what stands in the string itself counts: a host that
 * a service file or the environment would give never meets a scope, so that a password can't travel
 * to a place that its scope doesn't name. A port that isn't given is 5432.
 */
final class ScopeMatch {
    /** What {@link #longest} says if no scope fits. */
    static final int NONE = -1;

    private static final String LONG_SCHEME = "postgresql://";
    private static final String SHORT_SCHEME = "postgres://";

    private final String connectionString;
    private final Optional<Map<String, String>> given;

    ScopeMatch(String connectionString) {
        this.connectionString = connectionString;
        this.given = GivenParameters.tryRead(connectionString);
    }

    /** The length of the longest of the scopes that fit. */
    int longest(List<String> scopes) {
        return scopes.stream().filter(this::fits).mapToInt(ScopeMatch::length).max().orElse(NONE);
    }

    /** Both names of the scheme count alike. */
    private static int length(String scope) {
        return scope.startsWith(LONG_SCHEME)
                ? scope.length() - LONG_SCHEME.length() + SHORT_SCHEME.length()
                : scope.length();
    }

    private boolean fits(String scope) {
        boolean uri = scope.startsWith(LONG_SCHEME) || scope.startsWith(SHORT_SCHEME);
        Optional<Map<String, String>> parts =
                uri && given.isPresent() ? GivenParameters.tryRead(scope) : Optional.empty();
        return parts.map(this::partsFit).orElseGet(() -> connectionString.startsWith(scope));
    }

    private boolean partsFit(Map<String, String> parts) {
        Map<String, String> actual = given.orElseThrow();
        // The address decides where the password goes, whatever the host is called.
        String address = actual.getOrDefault("hostaddr", "");
        return address.equals(parts.getOrDefault("hostaddr", "")) && partsEqual(parts, actual);
    }

    private static boolean partsEqual(Map<String, String> parts, Map<String, String> actual) {
        return parts.entrySet().stream()
                .allMatch(
                        part ->
                                switch (part.getKey()) {
                                    case "host" ->
                                            part.getValue()
                                                    .equalsIgnoreCase(
                                                            actual.getOrDefault("host", ""));
                                    case "port" -> ports(parts).equals(ports(actual));
                                    default -> part.getValue().equals(actual.get(part.getKey()));
                                });
    }

    /** One port for each host. */
    private static List<String> ports(Map<String, String> parameters) {
        int hosts = parameters.getOrDefault("host", "").split(",", -1).length;
        String[] given = parameters.getOrDefault("port", "").split(",", -1);
        List<String> ports = new ArrayList<>();
        for (int i = 0; i < Math.max(hosts, given.length); i++) {
            String port = given.length == 1 ? given[0] : i < given.length ? given[i] : "";
            ports.add(port.isEmpty() ? "5432" : port.strip().toLowerCase(Locale.ROOT));
        }
        return ports;
    }
}

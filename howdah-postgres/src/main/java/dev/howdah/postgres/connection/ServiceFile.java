package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters by service name, in {@code [section]}s of a file that people share. */
final class ServiceFile {
    private ServiceFile() {}

    /** What the service file says about the service that is asked for, if one is. */
    static Map<ConnectionParameter, String> read(
            Map<ConnectionParameter, String> given, Environment environment) {
        Optional<String> service = given(ConnectionParameter.SERVICE, given, environment);
        if (service.isEmpty()) {
            return Map.of();
        }
        Optional<String> named = given(ConnectionParameter.SERVICEFILE, given, environment);
        for (Path file : candidates(named, environment)) {
            if (!Files.exists(file)) {
                if (named.isPresent()) {
                    throw HowdahException.user("The service file " + file + " was not found");
                }
                continue;
            }
            Optional<Map<ConnectionParameter, String>> section = section(file, service.get());
            if (section.isPresent()) {
                return section.get();
            }
        }
        throw HowdahException.user(
                "There is no service \"%s\" in %s; add a section [%s] to one of these files"
                        .formatted(service.get(), candidates(named, environment), service.get()));
    }

    private static Optional<String> given(
            ConnectionParameter parameter,
            Map<ConnectionParameter, String> given,
            Environment environment) {
        String value = given.get(parameter);
        return value != null
                ? Optional.of(value)
                : parameter.variable().flatMap(environment::variable);
    }

    private static List<Path> candidates(Optional<String> named, Environment environment) {
        List<Path> files = new ArrayList<>();
        files.add(
                named.map(Path::of)
                        .orElseGet(() -> environment.home().resolve(".pg_service.conf")));
        environment
                .variable("PGSYSCONFDIR")
                .ifPresent(folder -> files.add(Path.of(folder, "pg_service.conf")));
        return files;
    }

    private static Optional<Map<ConnectionParameter, String>> section(Path file, String service) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException failure) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "The service file " + file + " can't be read: " + failure,
                    failure);
        }
        Map<ConnectionParameter, String> values = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                if (values != null) {
                    break;
                }
                if (line.startsWith("[" + service + "]")) {
                    values = new EnumMap<>(ConnectionParameter.class);
                }
            } else if (values != null) {
                addLine(values, line, file, i + 1);
            }
        }
        return Optional.ofNullable(values);
    }

    private static void addLine(
            Map<ConnectionParameter, String> values, String line, Path file, int number) {
        int equals = line.indexOf('=');
        String where = "line %d of the service file %s".formatted(number, file);
        if (equals < 0) {
            throw HowdahException.user("There is no \"=\" in " + where + "; write key=value");
        }
        String key = line.substring(0, equals);
        ConnectionParameter parameter;
        try {
            parameter = KnownKeys.requireLibpq(key);
        } catch (HowdahException unknown) {
            throw unknown.in("In " + where);
        }
        if (parameter == ConnectionParameter.SERVICE
                || parameter == ConnectionParameter.SERVICEFILE) {
            throw HowdahException.user(
                    "A service can't name another service or file, as %s does".formatted(where));
        }
        // The first of two equal keys wins, as in libpq.
        values.putIfAbsent(parameter, line.substring(equals + 1));
    }
}

package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.statement.SecretDefinition;
import dev.howdah.duckdb.statement.SecretDefinition.SecretOption;
import dev.howdah.postgres.connection.ConnectionKeys;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.secret.Secret;
import dev.howdah.postgres.secret.Storage;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a secret of what CREATE SECRET says. */
final class SecretOptions {
    private static final String PROVIDER = "provider";
    private static final String SCOPE = "scope";
    private static final String URI = "uri";

    private final SecretValues values;

    SecretOptions(SecretValues values) {
        this.values = values;
    }

    Secret secret(SecretDefinition definition) {
        boolean persistent = isPersistent(definition);
        String provider =
                find(definition, PROVIDER)
                        .map(option -> single(option).toLowerCase(Locale.ROOT))
                        .orElse(Secret.CONFIG);
        Map<String, String> parameters = parameters(definition, provider);
        ConnectionKeys.check(provider, parameters);
        List<String> scope = find(definition, SCOPE).map(this::scope).orElse(List.of());
        return new Secret(
                definition.name().orElse(Secret.DEFAULT_NAME),
                provider,
                scope,
                persistent,
                parameters);
    }

    private static Optional<SecretOption> find(SecretDefinition definition, String name) {
        return definition.options().stream().filter(option -> option.name().equals(name)).findAny();
    }

    private static boolean isPersistent(SecretDefinition definition) {
        if (definition.storage().isEmpty()) {
            return definition.persistent().orElse(false);
        }
        String storage = definition.storage().get();
        boolean file = storage.equals(Storage.FILE.sqlName());
        if (!file && !storage.equals(Storage.MEMORY.sqlName())) {
            throw HowdahException.user(
                    "Secret storage '%s' not found! There are '%s' and '%s'"
                            .formatted(storage, Storage.MEMORY.sqlName(), Storage.FILE.sqlName()));
        }
        if (definition.persistent().orElse(file) != file) {
            throw HowdahException.user(
                    file
                            ? "Cannot create temporary secrets in a persistent secret storage!"
                            : "Cannot create persistent secrets in a temporary secret storage!");
        }
        return file;
    }

    private List<String> scope(SecretOption option) {
        SecretValues.Value value = values.of(option);
        if (!value.text() || value.items().isEmpty()) {
            throw HowdahException.user(
                    "The scope of a secret must be of type VARCHAR or LIST(VARCHAR)");
        }
        return value.items();
    }

    private Map<String, String> parameters(SecretDefinition definition, String provider) {
        Map<String, String> parameters = new HashMap<>();
        for (SecretOption option : definition.options()) {
            switch (option.name()) {
                case PROVIDER, SCOPE -> {}
                case URI ->
                        ConnectionKeys.ofUri(single(option))
                                .forEach((key, value) -> put(parameters, key, value, option));
                default ->
                        put(
                                parameters,
                                ConnectionKeys.canonical(option.name(), provider),
                                joined(option),
                                option);
            }
        }
        return parameters;
    }

    private static void put(
            Map<String, String> parameters, String key, String value, SecretOption option) {
        if (parameters.putIfAbsent(key, value) != null) {
            throw HowdahException.user(
                    ("\"%s\" is given more than once in the secret, the second time by the"
                                    + " option \"%s\"; leave one")
                            .formatted(key, option.name()));
        }
    }

    private String single(SecretOption option) {
        List<String> items = values.of(option).items();
        if (items.size() != 1) {
            throw HowdahException.user(
                    "The option \"%s\" of a secret needs exactly one value"
                            .formatted(option.name()));
        }
        return items.getFirst();
    }

    /** Several hosts or ports are a list with commas to libpq. */
    private String joined(SecretOption option) {
        return String.join(",", values.of(option).items());
    }
}

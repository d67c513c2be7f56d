package dev.howdah.postgres.credential;

import java.util.Map;
import java.util.Optional;

/** The password of the environment variable that libpq reads. */
public final class EnvironmentPassword implements CredentialProvider {
    private static final String VARIABLE = "PGPASSWORD";

    private final Optional<Credential> credential;

    /** The password among these environment variables, if it is there. */
    public EnvironmentPassword(Map<String, String> variables) {
        credential =
                Optional.ofNullable(variables.get(VARIABLE))
                        .filter(any -> !any.isEmpty())
                        .map(Credential::password);
    }

    @Override
    public String name() {
        return "environment";
    }

    @Override
    public String advice() {
        return "the environment variable " + VARIABLE;
    }

    @Override
    public Optional<Credential> find(CredentialRequest request) {
        return credential;
    }
}

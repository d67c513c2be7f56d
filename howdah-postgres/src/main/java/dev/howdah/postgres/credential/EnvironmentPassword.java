package dev.howdah.postgres.credential;

import java.util.Map;
import java.util.Optional;

/** The password of the environment variable that libpq reads. */
public final class EnvironmentPassword implements CredentialProvider {
    private static final String VARIABLE = "PGPASSWORD";

    /** What PostgreSQL's container images call it; some hosts take it for the same. */
    private static final String IMAGE_VARIABLE = "POSTGRES_PASSWORD";

    private final Optional<Credential> credential;
    private final boolean mayBeImages;

    /** The password among these environment variables, if it is there. */
    public EnvironmentPassword(Map<String, String> variables) {
        credential =
                Optional.ofNullable(variables.get(VARIABLE))
                        .filter(any -> !any.isEmpty())
                        .map(Credential::password);
        mayBeImages =
                credential.isPresent()
                        && variables.get(VARIABLE).equals(variables.get(IMAGE_VARIABLE));
    }

    @Override
    public String name() {
        return "environment";
    }

    @Override
    public String advice() {
        return "the environment variable "
                + VARIABLE
                + (mayBeImages ? " or " + IMAGE_VARIABLE : "");
    }

    @Override
    public Optional<Credential> find(CredentialRequest request) {
        return credential;
    }
}

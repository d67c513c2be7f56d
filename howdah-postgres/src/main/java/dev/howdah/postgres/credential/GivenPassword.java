package dev.howdah.postgres.credential;

import java.util.Optional;

/** The password that a connection string, a secret or a service file says; the same for all. */
public final class GivenPassword implements CredentialProvider {
    private final Optional<Credential> credential;

    /** This password; none if it is empty. */
    public GivenPassword(String password) {
        credential = Optional.of(password).filter(any -> !any.isEmpty()).map(Credential::password);
    }

    @Override
    public String name() {
        return "password";
    }

    @Override
    public String advice() {
        return "password=… in the connection string or secret";
    }

    @Override
    public Optional<Credential> find(CredentialRequest request) {
        return credential;
    }
}

package dev.howdah.duckdb.jdbc;

import dev.howdah.postgres.credential.Credential;
import dev.howdah.postgres.credential.CredentialProvider;
import dev.howdah.postgres.credential.CredentialRequest;

import java.util.Optional;
import java.util.Set;

/** A provider as somebody else might write it; it knows one password. */
public final class VaultProvider implements CredentialProvider {
    @Override
    public String name() {
        return "test_vault";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("vault_path", "vault_key");
    }

    @Override
    public Set<String> secretParameters() {
        return Set.of("vault_key");
    }

    @Override
    public Optional<Credential> find(CredentialRequest request) {
        boolean open =
                request.parameter("vault_key").equals(Optional.of("sesame"))
                        && request.parameter("vault_path").equals(Optional.of("a/b"));
        return open ? Optional.of(Credential.password(PasswordServers.PASSWORD)) : Optional.empty();
    }
}

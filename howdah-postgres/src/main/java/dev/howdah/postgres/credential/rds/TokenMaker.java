package dev.howdah.postgres.credential.rds;

import dev.howdah.postgres.credential.CredentialRequest;

/** Makes the token for a connection; no class of the SDK's shows here. */
interface TokenMaker {
    String token(CredentialRequest request);
}

package dev.howdah.postgres.credential;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A provider of somebody else's: does what the test says and keeps what it was asked. */
public final class CountingProvider implements CredentialProvider {
    public static final String NAME = "counting";

    private static final List<CredentialRequest> REQUESTS = new CopyOnWriteArrayList<>();
    private static volatile Function<CredentialRequest, Optional<Credential>> answer =
            request -> Optional.empty();

    /** Answers like this from now on, and forgets what it was asked before. */
    public static void answer(Function<CredentialRequest, Optional<Credential>> with) {
        REQUESTS.clear();
        answer = with;
    }

    /** What it was asked since it was told how to answer. */
    public static List<CredentialRequest> requests() {
        return List.copyOf(REQUESTS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("counting_realm", "counting_key");
    }

    @Override
    public Set<String> secretParameters() {
        return Set.of("counting_key");
    }

    @Override
    public Optional<Credential> find(CredentialRequest request) {
        REQUESTS.add(request);
        return answer.apply(request);
    }
}

package dev.howdah.postgres.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

final class CredentialSourceTest {
    @Test
    void takesTheFirstPasswordInTurn() {
        CredentialSource source =
                CredentialSource.firstOf(
                        List.of(
                                new GivenPassword(""),
                                new EnvironmentPassword(Map.of("PGPASSWORD", "one")),
                                new GivenPassword("two")));
        assertThat(source.find("h", 1, "d", "u").map(Credential::password)).contains("one");
        assertThat(source.toString()).doesNotContain("one").doesNotContain("two");
    }

    @Test
    void handsTheProviderItsOwnKeys() {
        CountingProvider.answer(
                request -> request.parameter("counting_realm").map(Credential::password));
        CredentialSource source =
                CredentialSource.of(new CountingProvider(), Map.of("counting_realm", "r"));
        assertThat(source.find("h", 1, "d", "u").map(Credential::password)).contains("r");
        assertThat(CountingProvider.requests().toString())
                .isEqualTo("[CredentialRequest[u@h:1/d, parameters=[counting_realm]]]");
        assertThat(source.find("::1", 1, "d", "u").map(Credential::toString))
                .contains("Credential[redacted]");
    }

    @Test
    void tellsWhatTheProviderSays() {
        HowdahException failure = failure(HowdahException.user("give counting_realm=…"));
        assertThat(failure.kind()).isEqualTo(ErrorKind.USER);
        assertThat(failure)
                .hasMessage(
                        "The credential provider \"counting\" has no password for u@h:1/d: give"
                                + " counting_realm=…");
    }

    @Test
    void neverTakesAProviderForTheServer() {
        for (ErrorKind kind : List.of(ErrorKind.CONNECTION, ErrorKind.SERVER, ErrorKind.INTERNAL)) {
            HowdahException failure = failure(HowdahException.of(kind, "28P01", "no"));
            assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
            assertThat(failure.sqlState()).isEqualTo("08001");
        }
    }

    @Test
    void namesOnlyTheClassOfAnyOtherFailure() {
        for (Throwable thrown :
                List.of(new IllegalStateException("s3cret"), new NoClassDefFoundError("s3cret"))) {
            HowdahException failure = failure(thrown);
            assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
            assertThat(failure)
                    .hasMessageContaining("\"counting\"")
                    .hasMessageContaining("u@h:1/d")
                    .hasMessageContaining(thrown.getClass().getName())
                    .hasMessageNotContaining("s3cret")
                    .hasCause(thrown);
        }
    }

    @Test
    void knowsTheProvidersOfTheClassPath() {
        assertThat(CredentialProviders.require("counting")).isInstanceOf(CountingProvider.class);
        assertThat(CredentialProviders.ownerOf("aws_region").map(CredentialProvider::name))
                .contains("rds_iam");
        assertThatThrownBy(() -> CredentialProviders.require("vault"))
                .hasMessageContaining("no credential provider \"vault\"")
                .hasMessageContaining("known are counting, rds_iam, rds_iam_clocked")
                .hasMessageContaining("META-INF/services/");
    }

    @Test
    void findsProvidersWithoutAContextLoader() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            assertThat(CredentialProviders.require("rds_iam").requiresTls()).isTrue();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static HowdahException failure(Throwable thrown) {
        CountingProvider.answer(
                request -> {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) thrown;
                });
        CredentialSource source = CredentialSource.of(new CountingProvider(), Map.of());
        return catchThrowableOfType(
                HowdahException.class, () -> source.find("h", 1, "d", "u").isPresent());
    }

    @Test
    void aProviderMayKnowNothing() {
        CountingProvider.answer(request -> Optional.empty());
        CredentialSource source = CredentialSource.of(new CountingProvider(), Map.of());
        assertThat(source.find("h", 1, "d", "u")).isEmpty();
    }
}

package dev.howdah.postgres.credential;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The credential providers that the class path registers, by name. */
public final class CredentialProviders {
    private CredentialProviders() {}

    /**
     * A new instance of the provider of this name.
     *
     * @throws HowdahException if there is none, or more than one
     */
    public static CredentialProvider require(String name) {
        List<CredentialProvider> all = all();
        List<CredentialProvider> found =
                all.stream().filter(each -> each.name().equals(name)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw HowdahException.user(
                    "There is no credential provider \"%s\"; known are %s. Others are registered in %s"
                            .formatted(
                                    name,
                                    all.stream()
                                            .map(CredentialProvider::name)
                                            .sorted()
                                            .collect(Collectors.joining(", ")),
                                    "META-INF/services/" + CredentialProvider.class.getName()));
        }
        throw HowdahException.user(
                "The credential provider \"%s\" is registered more than once, by %s; take all but one"
                                .formatted(
                                        name,
                                        found.stream()
                                                .map(each -> each.getClass().getName())
                                                .collect(Collectors.joining(" and ")))
                        + " off the class path");
    }

    /** The provider that has a key of this name for its own. */
    public static Optional<CredentialProvider> ownerOf(String key) {
        return all().stream().filter(each -> each.parameters().contains(key)).findFirst();
    }

    /** A new instance of each. */
    public static List<CredentialProvider> all() {
        List<CredentialProvider> all = new ArrayList<>();
        // An engine's own threads may have no context loader, or one that sees less than ours.
        load(CredentialProvider.class.getClassLoader(), all);
        load(Thread.currentThread().getContextClassLoader(), all);
        return all;
    }

    private static void load(@Nullable ClassLoader loader, List<CredentialProvider> all) {
        try {
            for (CredentialProvider each : ServiceLoader.load(CredentialProvider.class, loader)) {
                if (all.stream().noneMatch(other -> other.getClass() == each.getClass())) {
                    all.add(each);
                }
            }
        } catch (ServiceConfigurationError broken) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "A credential provider on the class path can't be loaded: "
                            + broken.getMessage(),
                    broken);
        }
    }
}

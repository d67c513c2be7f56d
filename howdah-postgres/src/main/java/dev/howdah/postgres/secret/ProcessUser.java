package dev.howdah.postgres.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * Who this process runs as, in the file system's eyes: the owner of a file that it makes. The name
 * alone would not do, as a container's user often has none.
 */
final class ProcessUser {
    private static final UserPrincipal USER = ask();

    private ProcessUser() {}

    static UserPrincipal get() {
        return USER;
    }

    private static UserPrincipal ask() {
        try {
            Path probe = Files.createTempFile("howdah", ".tmp");
            try {
                return Files.getOwner(probe);
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException noTemporaryFolder) {
            return byName();
        }
    }

    private static UserPrincipal byName() {
        try {
            return FileSystems.getDefault()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name", ""));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

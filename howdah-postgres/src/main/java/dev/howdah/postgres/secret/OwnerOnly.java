package dev.howdah.postgres.secret;

import dev.howdah.postgres.error.HowdahException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes files and folders that are for their owner alone, and refuses others.
 *
 * <p>A file system without POSIX permissions, such as Windows', gives new files the rules of the
 * folder above them, which in a user's profile is for that user alone. There nothing is checked but
 * that a file is a plain file.
 */
final class OwnerOnly {
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

    private OwnerOnly() {}

    /** Creates a folder and those above it that don't exist. */
    static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder, onCreate(folder, "rwx------"));
        } catch (FileAlreadyExistsException noFolder) {
            throw refused(folder, "is no folder", "move it away");
        }
    }

    /** What a new file must be created with, so that it is never open to others. */
    static FileAttribute<?>[] forNewFile(Path file) {
        return onCreate(file, "rw-------");
    }

    private static FileAttribute<?>[] onCreate(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Refuses a folder that others could look into or put files in. */
    static void requireFolder(Path folder) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view != null) {
            require(folder, view.readAttributes(), "0700");
        }
    }

    /** Refuses a file that others could read or change, and all that is no plain file. */
    static void requireFile(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw refused(file, "is a symbolic link", "put the file itself there");
        }
        PosixFileAttributeView view =
                Files.getFileAttributeView(
                        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return;
        }
        PosixFileAttributes attributes = view.readAttributes();
        if (!attributes.isRegularFile()) {
            throw refused(file, "is no plain file", "remove it");
        }
        require(file, attributes, "0600");
    }

    private static void require(Path path, PosixFileAttributes attributes, String mode) {
        UserPrincipal user = ProcessUser.get();
        if (!attributes.owner().equals(user)) {
            throw refused(
                    path,
                    "belongs to %s, not to %s who runs this process"
                            .formatted(attributes.owner().getName(), user.getName()),
                    "run chown %s %s".formatted(user.getName(), path));
        }
        if (attributes.permissions().stream().anyMatch(OF_OTHERS::contains)) {
            throw refused(
                    path,
                    "is open to others (%s)"
                            .formatted(PosixFilePermissions.toString(attributes.permissions())),
                    "run chmod %s %s".formatted(mode, path));
        }
    }

    private static HowdahException refused(Path path, String reason, String mend) {
        return HowdahException.user(
                "The secrets in %s are not used: it %s; %s".formatted(path, reason, mend));
    }
}

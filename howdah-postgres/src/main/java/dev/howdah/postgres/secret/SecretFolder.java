package dev.howdah.postgres.secret;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.secret.SecretStore.IfExists;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The folder of persistent secrets, one file each.
 *
 * <p>A file appears whole under its name or not at all, whoever reads or writes beside it: it is
 * written under another name, forced to disk and then renamed, or linked where a file must not be
 * replaced. Of two writers the last one wins.
 */
final class SecretFolder {
    private static final System.Logger LOG = System.getLogger(SecretStore.class.getName());
    private static final String TEMPORARY = ".howdah-*.tmp";

    /** Far more than a write takes, so that a file of another process's write stays. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private static final Set<OpenOption> READ =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final int LARGEST_FILE = 1 << 20;

    private final Path folder;

    SecretFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** Whether there is a file for this name, whatever it holds. */
    boolean holds(String name) {
        return Files.exists(file(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** The secret of a name in lower case. */
    Optional<Secret> read(String name) {
        Path file = file(name);
        try {
            if (!holds(name)) {
                return Optional.empty();
            }
            OwnerOnly.requireFolder(folder);
            return Optional.of(read(file));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failure) {
            throw failed("can't be read", file, failure);
        }
    }

    /** Every secret that can be read; a warning for each other. */
    List<Secret> readAll() {
        List<Secret> secrets = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return secrets;
        }
        try {
            OwnerOnly.requireFolder(folder);
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(folder, "*" + SecretFile.EXTENSION)) {
                for (Path file : files) {
                    readOrWarn(file).ifPresent(secrets::add);
                }
            }
        } catch (IOException failure) {
            throw failed("can't be read", folder, failure);
        }
        return secrets;
    }

    private static Optional<Secret> readOrWarn(Path file) {
        try {
            return Optional.of(read(file));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException | HowdahException failure) {
            LOG.log(Level.WARNING, "A secret is left out: {0}", failure.getMessage());
            return Optional.empty();
        }
    }

    private static Secret read(Path file) throws IOException {
        OwnerOnly.requireFile(file);
        try (FileChannel channel = FileChannel.open(file, READ)) {
            if (channel.size() > LARGEST_FILE) {
                throw HowdahException.user(
                        "The secret file %s is too large to be one of Howdah's; remove it"
                                .formatted(file));
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Reads until the buffer is full.
            }
            return SecretFile.parse(file, bytes.array());
        }
    }

    /**
     * Writes a secret. One that can't be trusted or read is replaced too, which mends it.
     *
     * @return false if there was one and it was kept
     */
    boolean write(Secret secret, IfExists ifExists) {
        Path file = file(secret.name());
        try {
            OwnerOnly.createFolder(folder);
            OwnerOnly.requireFolder(folder);
            removeAbandoned();
            boolean replace = ifExists == IfExists.REPLACE;
            if (!replace && holds(secret.name())) {
                return false;
            }
            Path temporary = folder.resolve(TEMPORARY.replace("*", UUID.randomUUID().toString()));
            try {
                writeNew(temporary, SecretFile.render(secret));
                return replace ? replace(temporary, file) : publish(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
                forceFolder();
            }
        } catch (IOException failure) {
            throw failed("can't be written", file, failure);
        }
    }

    private static void writeNew(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE, OwnerOnly.forNewFile(file))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static boolean replace(Path temporary, Path file) throws IOException {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** A link fails where there is a file; a rename would replace it. */
    private static boolean publish(Path temporary, Path file) throws IOException {
        try {
            Files.createLink(file, temporary);
            return true;
        } catch (FileAlreadyExistsException other) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            // Such a file system leaves a gap of microseconds in which the last one wins.
            return !Files.exists(file, LinkOption.NOFOLLOW_LINKS) && replace(temporary, file);
        }
    }

    /** Forgets a secret; true if there was one. */
    boolean delete(String name) {
        Path file = file(name);
        try {
            if (!holds(name)) {
                return false;
            }
            OwnerOnly.requireFolder(folder);
            boolean deleted = Files.deleteIfExists(file);
            forceFolder();
            return deleted;
        } catch (IOException failure) {
            throw failed("can't be removed", file, failure);
        }
    }

    private Path file(String name) {
        return folder.resolve(SecretFile.nameFor(name));
    }

    private void removeAbandoned() throws IOException {
        Instant latest = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, TEMPORARY)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(latest)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException gone) {
            // Another process has just removed it, or renamed it in its own write.
        }
    }

    /** Makes a rename outlast a crash of the machine, where the system lets a folder be forced. */
    private void forceFolder() {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossible) {
            LOG.log(Level.DEBUG, "The folder {0} could not be forced to disk", folder);
        }
    }

    private static HowdahException failed(String attempt, Path file, IOException failure) {
        String reason = failure.getClass().getSimpleName();
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            reason = system.getReason();
        }
        return HowdahException.user(
                "The secret file %s %s: %s; mend that, or choose another folder by %s"
                        .formatted(file, attempt, reason, SecretStore.FOLDER_VARIABLE));
    }
}

package dev.howdah.kuzu.staging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A directory and, beside it, a locked file that says that its process is alive. The file is locked
 * before there is a directory, and removed after it. Only a directory with an unlocked file beside
 * it is an abandoned one: any other may be somebody's work that happens to be called like ours.
 */
final class AreaLock implements AutoCloseable {
    private static final String PREFIX = "howdah-kuzu-";
    private static final String LOCK = ".lock";
    private static final Pattern LOCK_NAME = Pattern.compile("howdah-kuzu-\\d+\\.lock");

    /**
     * Closing any channel to a file drops the locks of the whole process on it: never open ours.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final Path file;
    private final FileChannel channel;

    private AreaLock(Path directory, Path file, FileChannel channel) {
        this.directory = directory;
        this.file = file;
        this.channel = channel;
    }

    static AreaLock create(Path parent) throws IOException {
        while (true) {
            Path file = Files.createTempFile(parent, PREFIX, LOCK);
            OWN.add(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                // Another process may take the file for an abandoned one before it is locked.
                if (lock != null && Files.exists(file)) {
                    return new AreaLock(makeDirectory(file), file, channel);
                }
            } catch (IOException failure) {
                channel.close();
                Files.deleteIfExists(file);
                OWN.remove(file);
                throw failure;
            }
            channel.close();
            OWN.remove(file);
        }
    }

    private static Path makeDirectory(Path lockFile) throws IOException {
        Path directory = directoryOf(lockFile);
        return Files.getFileStore(lockFile).supportsFileAttributeView("posix")
                ? Files.createDirectory(
                        directory,
                        java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                                java.nio.file.attribute.PosixFilePermissions.fromString(
                                        "rwx------")))
                : Files.createDirectory(directory);
    }

    private static Path directoryOf(Path lockFile) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    Path directory() {
        return directory;
    }

    /** Removes the directories of processes that are no more; those of other users stay. */
    static void removeAbandoned(Path parent) throws IOException {
        List<Path> locks = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(parent, PREFIX + "*" + LOCK)) {
            entries.forEach(locks::add);
        }
        for (Path lock : locks) {
            if (!OWN.contains(lock) && isLockFile(lock)) {
                removeUnlessLocked(lock);
            }
        }
    }

    /** Whether it can be one of ours: to open what else somebody put there could take for ever. */
    private static boolean isLockFile(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return LOCK_NAME.matcher(file.getFileName().toString()).matches()
                    && attributes.isRegularFile()
                    && attributes.size() == 0;
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        }
    }

    private static void removeUnlessLocked(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock() != null) {
                DirectoryTree.delete(directoryOf(file));
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException | OverlappingFileLockException notAbandoned) {
            // Its owner has just removed it, or is a copy of this class in this process.
        } catch (IOException notOurs) {
            // Another user's, or a file is still open on Windows: the next start tries again.
        }
    }

    /** Removes the directory and then the lock. */
    @Override
    public void close() {
        try {
            DirectoryTree.delete(directory);
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            OWN.remove(file);
        }
    }
}

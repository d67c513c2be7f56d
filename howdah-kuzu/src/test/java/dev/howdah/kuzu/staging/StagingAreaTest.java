package dev.howdah.kuzu.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;

/** Directories of staged files come, go, and are tidied up after a crash. */
@Timeout(60)
final class StagingAreaTest {
    @TempDir Path parent;

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.toList();
        }
    }

    @Test
    void nobodyElseMayLookIntoIt() throws IOException {
        try (StagingArea area = StagingArea.open(parent)) {
            if (Files.getFileStore(parent).supportsFileAttributeView("posix")) {
                assertThat(Files.getPosixFilePermissions(area.directory()))
                        .containsExactlyInAnyOrder(
                                PosixFilePermission.OWNER_READ,
                                PosixFilePermission.OWNER_WRITE,
                                PosixFilePermission.OWNER_EXECUTE);
            }
            assertThat(area.directory()).hasParent(parent.toRealPath());
        }
        assertThat(entries()).isEmpty();
    }

    @Test
    void closingRemovesWhatIsInIt() throws IOException {
        StagingArea area = StagingArea.open(parent);
        StatementFiles files = area.begin();
        Files.writeString(files.next(), "rows");
        area.close();
        assertThat(entries()).isEmpty();
        assertThatThrownBy(area::begin).hasMessageContaining("closed");
    }

    @Test
    void theNextOneRemovesWhatACrashLeft() throws IOException {
        Path unlocked = Files.createDirectories(parent.resolve("howdah-kuzu-2/s1"));
        Files.createFile(parent.resolve("howdah-kuzu-2.lock"));
        Path foreign = Files.createDirectory(parent.resolve("somebody-elses"));
        try (StagingArea area = StagingArea.open(parent)) {
            assertThat(unlocked.getParent()).doesNotExist();
            assertThat(parent.resolve("howdah-kuzu-2.lock")).doesNotExist();
            assertThat(foreign).exists();
            assertThat(area.directory()).exists();
        }
    }

    @Test
    void whatIsOnlyCalledAlikeStays() throws Exception {
        Path checkout = Files.createDirectories(parent.resolve("howdah-kuzu-1/src"));
        Path release = Files.createDirectories(parent.resolve("howdah-kuzu-0.1.0/src"));
        Files.createFile(parent.resolve("howdah-kuzu-0.1.0.lock"));
        Path notes = Files.createDirectories(parent.resolve("howdah-kuzu-2/src"));
        Files.writeString(parent.resolve("howdah-kuzu-2.lock"), "mine");
        StagingArea.open(parent).close();
        assertThat(checkout).exists();
        assertThat(release).exists();
        assertThat(notes).exists();
        assertThat(parent.resolve("howdah-kuzu-2.lock")).hasContent("mine");
    }

    @Test
    void aPipeInTheWayHoldsNobodyUp() throws Exception {
        Path pipe = parent.resolve("howdah-kuzu-3.lock");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        } catch (IOException noPipesHere) {
            return;
        }
        Path linked = Files.createFile(parent.resolve("precious"));
        Files.createSymbolicLink(parent.resolve("howdah-kuzu-4.lock"), linked);
        StagingArea.open(parent).close();
        assertThat(pipe).exists();
        assertThat(linked).exists();
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path precious = Files.createDirectory(parent.resolve("precious"));
        Files.writeString(precious.resolve("file"), "mine");
        Path abandoned = Files.createDirectory(parent.resolve("howdah-kuzu-1"));
        Files.createFile(parent.resolve("howdah-kuzu-1.lock"));
        try {
            Files.createSymbolicLink(abandoned.resolve("link"), precious);
        } catch (IOException | UnsupportedOperationException noLinksHere) {
            return;
        }
        StagingArea.open(parent).close();
        assertThat(abandoned).doesNotExist();
        Files.createSymbolicLink(abandoned, precious);
        Files.createFile(parent.resolve("howdah-kuzu-1.lock"));
        StagingArea.open(parent).close();
        assertThat(abandoned).doesNotExist();
        assertThat(precious.resolve("file")).exists();
    }

    @Test
    void oneInUseIsLeftAlone() throws Exception {
        try (StagingArea first = StagingArea.open(parent);
                StagingArea second = StagingArea.open(parent)) {
            assertThat(first.directory()).exists();
            assertThat(second.directory()).exists();
            assertThat(first.directory()).isNotEqualTo(second.directory());
            assertThat(openInAnotherProcess()).isZero();
            assertThat(first.directory()).exists();
            assertThat(second.directory()).exists();
        }
        StagingArea.open(parent).close();
        assertThat(entries()).isEmpty();
    }

    /** Opens an area in a process that ends without closing it. */
    private int openInAnotherProcess() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Abandoning.class.getName(),
                        parent.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    @Test
    void whatAnotherProcessLeftIsRemoved() throws Exception {
        assertThat(openInAnotherProcess()).isZero();
        assertThat(entries()).isNotEmpty();
        StagingArea.open(parent).close();
        assertThat(entries()).isEmpty();
    }

    /** A process that leaves its area behind. */
    static final class Abandoning {
        private Abandoning() {}

        public static void main(String[] arguments) throws IOException {
            StagingArea area = StagingArea.open(Path.of(arguments[0]));
            Files.writeString(area.begin().next(), "rows");
            Runtime.getRuntime().halt(0);
        }
    }
}

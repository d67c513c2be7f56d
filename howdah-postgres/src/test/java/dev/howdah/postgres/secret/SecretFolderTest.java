package dev.howdah.postgres.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.secret.SecretStore.IfExists;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** The files of persistent secrets: who may read them, and what others see while one is written. */
final class SecretFolderTest {
    private static final String HUSH = "hush-hush-hush";

    @TempDir private Path home;

    private SecretStore store;

    @BeforeEach
    void open() {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "the file system knows no POSIX permissions");
        store = new SecretStore(home.resolve(".howdah/secrets"));
    }

    private static Secret secret(String name, String password) {
        return new Secret(name, Secret.CONFIG, List.of(), true, Map.of("password", password));
    }

    private Path created(String name) {
        store.create(secret(name, HUSH), IfExists.REPLACE);
        return store.folder().resolve(SecretFile.nameFor(name));
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void setMode(Path path, String mode) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void foldersAndFilesAreForTheirOwnerAlone() throws Exception {
        Path file = created("s");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(store.folder())).isEqualTo("rwx------");
        assertThat(mode(home.resolve(".howdah"))).isEqualTo("rwx------");
    }

    @Test
    void readingMakesNoFolder() {
        assertThat(store.all()).isEmpty();
        assertThat(store.select("host=h")).isEmpty();
        assertThat(store.drop("s", Optional.empty())).isFalse();
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx---r-x", "rwx-w----", "rwx-----x"})
    void aFolderOpenToOthersIsRefused(String mode) throws Exception {
        Path file = created("s");
        setMode(store.folder(), mode);
        for (Callable<?> use : uses()) {
            assertThatThrownBy(use::call)
                    .isInstanceOf(HowdahException.class)
                    .hasMessageContaining(mode)
                    .hasMessageContaining("chmod 0700 " + store.folder());
        }
        setMode(store.folder(), "rwx------");
        assertThat(file).exists();
    }

    private List<Callable<?>> uses() {
        return List.of(
                () -> store.find("s"),
                () -> store.all(),
                () -> store.select("host=h"),
                () -> store.create(secret("t", HUSH), IfExists.FAIL),
                () -> store.drop("s", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aFileOpenToOthersIsRefused(String mode) throws Exception {
        Path file = created("s");
        created("other");
        setMode(file, mode);
        assertThatThrownBy(() -> store.find("s"))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining("chmod 0600 " + file);
        assertThat(store.all()).extracting(Secret::name).containsExactly("other");
        store.create(secret("s", "new"), IfExists.REPLACE);
        assertThat(store.find("s")).contains(secret("s", "new"));
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void anUnnamedSecretThatCannotBeTrustedIsAnErrorWhenItIsNeeded() throws Exception {
        setMode(created(Secret.DEFAULT_NAME), "rw-r--r--");
        assertThatThrownBy(() -> store.select("host=h")).hasMessageContaining("chmod 0600");
    }

    @Test
    void aFileOfAnotherUserIsRefused() throws Exception {
        Path file = created("s");
        try {
            Files.setAttribute(file, "unix:uid", 65_533);
        } catch (Exception notRoot) {
            assumeTrue(false, "only root can give a file away");
        }
        assertThatThrownBy(() -> store.find("s"))
                .hasMessageContaining("65533")
                .hasMessageContaining("chown");
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws Exception {
        Path file = created("s");
        Path elsewhere = home.resolve("elsewhere.json");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);
        assertThatThrownBy(() -> store.find("s")).hasMessageContaining("symbolic link");
        assertThat(store.all()).isEmpty();
        store.create(secret("s", "new"), IfExists.REPLACE);
        assertThat(file).isRegularFile();
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(Files.readString(elsewhere)).contains(HUSH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"password\": \"hush-hush-hush\"",
                "hush-hush-hush",
                "[]",
                "{\"version\": 2, \"password\": \"hush-hush-hush\"}",
                "{\"version\": 1, \"type\": \"s3\"}",
                "{\"version\": 1, \"type\": \"postgres\", \"name\": \"hush-hush-hush\"}",
                "{\"version\": 1, \"type\": \"postgres\", \"name\": \"s\", \"provider\": 1}",
                "{\"version\": 1, \"type\": \"postgres\", \"name\": \"s\", \"provider\": \"config\","
                        + " \"scope\": [], \"values\": {\"password\": [\"hush-hush-hush\"]}}",
                "{\"version\": 1, \"type\": \"postgres\", \"name\": \"s\", \"provider\": \"config\","
                        + " \"scope\": \"postgres://h\", \"values\": {}}",
                "{\"version\": 1, \"type\": \"postgres\", \"name\": \"s\", \"provider\": \"config\","
                        + " \"scope\": [], \"values\": []}",
            })
    void aBrokenFileIsNamedAndNotShown(String content) throws Exception {
        Path file = created("s");
        created("good");
        Files.writeString(file, content);
        assertThatThrownBy(() -> store.find("s"))
                .isInstanceOf(HowdahException.class)
                .hasNoCause()
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining(HUSH);
        assertThat(store.all()).extracting(Secret::name).containsExactly("good");
        assertThatCode(() -> store.select("host=h")).doesNotThrowAnyException();
        assertThat(store.drop("s", Optional.empty())).isTrue();
    }

    @Test
    void aDeepFileIsBroken() throws Exception {
        Path file = created("s");
        Files.writeString(file, "[".repeat(500_000));
        assertThatThrownBy(() -> store.find("s"))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aNewerFormatIsSaid() throws Exception {
        Files.writeString(created("s"), "{\"version\": 7}");
        assertThatThrownBy(() -> store.find("s")).hasMessageContaining("format version 7");
    }

    @Test
    void whatACrashLeftIsRemovedAtTheNextWriteAndOnlyThat() throws Exception {
        created("s");
        Path left = Files.createFile(store.folder().resolve(".howdah-1.tmp"));
        Path busy = Files.createFile(store.folder().resolve(".howdah-2.tmp"));
        Path foreign = Files.createFile(store.folder().resolve("notes.tmp"));
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        Files.setLastModifiedTime(left, old);
        Files.setLastModifiedTime(foreign, old);
        assertThat(store.all()).hasSize(1);
        created("t");
        assertThat(left).doesNotExist();
        assertThat(busy).exists();
        assertThat(foreign).exists();
    }

    @Test
    void aReaderNeverSeesATornFile() throws Exception {
        created("s");
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reads =
                    reader.submit(
                            () -> {
                                int count = 0;
                                do {
                                    Secret seen = store.find("s").orElseThrow();
                                    String value = seen.values().get("password");
                                    assertThat(value).hasSizeGreaterThan(5);
                                    assertThat(value.chars().distinct().count())
                                            .isLessThanOrEqualTo(5);
                                    assertThat(store.all()).hasSize(1);
                                    count++;
                                } while (writing.get());
                                return count;
                            });
            SecretStore writer = new SecretStore(store.folder());
            for (int i = 0; i < 200; i++) {
                String password = String.valueOf((char) ('a' + i % 26)).repeat(6 + i * 50);
                writer.create(secret("s", password), IfExists.REPLACE);
            }
            writing.set(false);
            assertThat(reads.get()).isPositive();
        } finally {
            writing.set(false);
            reader.shutdownNow();
        }
    }

    @Test
    void ofManyWhoCreateOneWins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> wins = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String password = "p" + i;
                wins.add(
                        threads.submit(
                                () ->
                                        new SecretStore(store.folder())
                                                .create(secret("s", password), IfExists.KEEP)));
            }
            int winners = 0;
            for (Future<Boolean> win : wins) {
                winners += win.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
            try (var files = Files.list(store.folder())) {
                assertThat(files).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

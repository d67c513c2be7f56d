package dev.howdah.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The script at the root, on a clone whose JDK, Maven and distribution are scripts as well. */
final class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "howdah");

    @TempDir private Path folder;

    private Path clone;
    private Path jdk;

    @BeforeEach
    void lay() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        clone = Files.createDirectories(folder.resolve("a clone"));
        jdk = fakeJdk("25.0.1");
        Files.copy(LAUNCHER, clone.resolve("howdah"));
        clone.resolve("howdah").toFile().setExecutable(true);
        Files.createDirectories(clone.resolve("howdah-cli/src/main"));
        Files.createFile(clone.resolve("pom.xml"));
        Files.createFile(clone.resolve("howdah-cli/pom.xml"));
        script(
                folder.resolve("bin/mvn"),
                """
                mkdir -p howdah-cli/target/howdah-1/bin
                printf '#!/bin/sh\\necho "built, $JAVA_HOME, $*"\\n' > howdah-cli/target/howdah-1/bin/howdah
                chmod +x howdah-cli/target/howdah-1/bin/howdah
                touch howdah-cli/target/howdah-1.tar.gz
                """);
    }

    @Test
    void buildsOnceAndPassesArgumentsOn() throws IOException, InterruptedException {
        Result first = launch(clone.resolve("howdah"), "sql", "-c", "SELECT 1");
        Result second = launch(clone.resolve("howdah"), "demo");

        assertThat(first.output())
                .isEqualTo("building Howdah (once)…\nbuilt, " + jdk + ", sql -c SELECT 1\n");
        assertThat(second.output()).isEqualTo("built, " + jdk + ", demo\n");
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws IOException, InterruptedException {
        launch(clone.resolve("howdah"));
        Path source = Files.createFile(clone.resolve("howdah-cli/src/main/New.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(launch(clone.resolve("howdah")).output()).startsWith("building Howdah");
    }

    @Test
    void worksThroughASymbolicLink() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), clone.resolve("howdah"));

        assertThat(launch(link).output()).contains("built");
    }

    @Test
    void showsWhyABuildFailed() throws IOException, InterruptedException {
        script(folder.resolve("bin/mvn"), "echo 'no such plugin'; exit 1");

        Result result = launch(clone.resolve("howdah"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("no such plugin", "the build failed");
    }

    @Test
    void doesNotTakeAnOldJdk() throws IOException, InterruptedException {
        jdk = fakeJdk("17.0.15");

        assertThat(launch(clone.resolve("howdah")).output()).doesNotContain(jdk.toString());
    }

    private Path fakeJdk(String version) throws IOException {
        Path home = folder.resolve("jdk " + version);
        script(home.resolve("bin/java"), "exit 0");
        script(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        file.toFile().setExecutable(true);
    }

    private Result launch(Path launcher, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        process.environment().put("JAVA_HOME", jdk.toString());
        process.environment()
                .put("PATH", folder.resolve("bin") + ":" + System.getenv().get("PATH"));
        Process running = process.start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(running.waitFor(), output);
    }

    /** What the launcher did. */
    private record Result(int status, String output) {}
}

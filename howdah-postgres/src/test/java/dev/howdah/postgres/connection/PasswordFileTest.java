package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.credential.Credential;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

final class PasswordFileTest {
    @TempDir Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "h:5432:d:u:secret        | host=h user=u dbname=d  | secret",
                "*:*:*:*:secret           | host=h user=u dbname=d  | secret",
                "*:*:*:*:a\\:b\\\\c       | host=h                  | a:b\\c",
                "h:5433:d:u:secret        | host=h user=u dbname=d  | ``",
                "H:*:*:*:secret           | host=h                  | ``",
                "h:*:d\\:e:*:secret       | host=h dbname=d:e       | secret",
                "h:*:\\*:*:secret         | host=h dbname=d         | ``",
                "h:*:\\*:*:secret         | host=h dbname=*         | secret",
                "#h:*:*:*:secret          | host=h                  | ``",
                "h:*:*:*                  | host=h                  | ``",
                "h:*:*:*:                 | host=h                  | ``",
                "localhost:*:*:*:secret   | host=/tmp               | secret",
                "localhost:*:*:*:secret   | host=/elsewhere         | ``",
                "/elsewhere:*:*:*:secret  | host=/elsewhere         | secret",
                "localhost:*:*:*:secret   | ``                      | secret",
                "10.0.0.1:*:*:*:secret    | hostaddr=10.0.0.1       | secret",
                "h:*:*:*:secret           | host=h hostaddr=1.1.1.1 | secret",
                "h:*:*:*:file             | host=h password=string  | string",
            })
    void findsTheFirstLineThatFits(String line, String settings, String password)
            throws IOException {
        write("# comment\n\n" + line + "\n*:*:other:*:other\n", "rw-------");
        assertThat(password(settings).orElse("")).isEqualTo(password);
    }

    @Test
    void ignoresAFileThatOthersMayRead() throws IOException {
        write("*:*:*:*:secret\n", "rw-r-----");
        assertThat(password("host=h")).isEmpty();
    }

    @Test
    void looksUpEachHostByItself() throws IOException {
        write("a:*:*:*:one\nb:*:*:*:two\n", "rw-------");
        ConnectionSettings settings = parse("host=a,b");
        assertThat(password(settings, 0)).contains("one");
        assertThat(password(settings, 1)).contains("two");
    }

    @Test
    void readsTheFileThatIsNamed() throws IOException {
        Path file = write("*:*:*:*:secret\n", "rw-------");
        Path other = Files.move(file, home.resolve("other"));
        assertThat(password("host=h")).isEmpty();
        assertThat(password("host=h passfile=" + other)).contains("secret");
    }

    private Path write(String content, String permissions) throws IOException {
        Path file = Files.writeString(home.resolve(".pgpass"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Optional<String> password(String text) {
        return password(parse(text), 0);
    }

    private static Optional<String> password(ConnectionSettings settings, int host) {
        return settings.findCredential(settings.hosts().get(host)).map(Credential::password);
    }

    private ConnectionSettings parse(String text) {
        return ConnectionSettings.parse(text, new Environment(Map.of(), home, "os"));
    }
}

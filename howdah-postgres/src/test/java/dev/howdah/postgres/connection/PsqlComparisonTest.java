package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same connection strings in psql, which is libpq, and in Howdah. */
final class PsqlComparisonTest {
    private static final String FAILURE = "failure";
    private static final String QUESTION =
            "SELECT concat_ws('|', current_user, current_database(), inet_server_port(),"
                    + " current_setting('application_name'), current_setting('work_mem'))";

    @TempDir Path home;
    private Map<String, String> variables;

    @BeforeAll
    static void requirePsql() throws InterruptedException {
        try {
            int status = new ProcessBuilder("psql", "--version").start().waitFor();
            assumeThat(status).as("psql is at hand").isZero();
        } catch (IOException missing) {
            assumeThat(false).as("psql is at hand").isTrue();
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        variables = new LinkedHashMap<>();
        variables.put("HOME", home.toString());
        variables.put("PGPASSFILE", home.resolve(".pgpass").toString());
        variables.put("PGSERVICEFILE", home.resolve(".pg_service.conf").toString());
        Path passwords = home.resolve(".pgpass");
        Files.writeString(passwords, "localhost:*:post\\gres:scram:s3cret\n*:*:*:hashed:wrong\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                home.resolve(".pg_service.conf"),
                "[first]\nhost=localhost\nport=PORT\nuser=postgres\napplication_name=served\n"
                        .replace("PORT", port()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "host=localhost port=PORT user=postgres                          | ``",
                "host = 'localhost' port = 'PORT' user=postgres dbname=template1 | ``",
                "user=postgres dbname=po\\stgres                                 | PGHOST=localhost PGPORT=PORT",
                "user=postgres dbname='po\\'stgres'                              | PGHOST=localhost PGPORT=PORT",
                "user=postgres dbname=''                                         | PGHOST=localhost PGPORT=PORT PGDATABASE=template1",
                "user=postgres                                                   | PGHOST=localhost PGPORT=PORT PGDATABASE=template1",
                "port=PORT user=postgres application_name=x                      | PGHOST=localhost PGAPPNAME=y",
                "port=PORT user=postgres application_name=''                     | PGHOST=localhost PGAPPNAME=y",
                "port=PORT user=postgres options='-c work_mem=7MB'               | PGHOST=localhost",
                "port=PORT user=postgres application_name=x                      | PGHOST=localhost PGOPTIONS=-cwork_mem=8MB",
                "service=first                                                   | ``",
                "service=first user=scram dbname=postgres                        | ``",
                "service=first application_name=mine                             | ``",
                "application_name=z                                              | PGSERVICE=first",
                "service=none                                                    | ``",
                "postgresql://postgres@localhost:PORT/template1                  | ``",
                "postgres://postgres@localhost:PORT?dbname=template1             | ``",
                "postgresql://postgres@:PORT/postgres                            | PGHOST=localhost",
                "postgresql:///postgres?host=localhost&port=PORT&user=postgres   | ``",
                "postgresql://postgres@localhost:PORT/p%6fstgres?application_name=a%20b | ``",
                "postgresql://postgres@localhost:1,localhost:PORT/postgres       | ``",
                "postgresql://postgres@localhost,127.0.0.1:1,PORT/postgres       | ``",
                "host=localhost,localhost port=1,PORT user=postgres              | ``",
                "host=localhost,localhost,localhost port=1,PORT user=postgres    | ``",
                "host=localhost,localhost port=PORT user=postgres                | ``",
                "hostaddr=127.0.0.1 port=PORT user=postgres                      | ``",
                "hostaddr=localhost port=PORT user=postgres                      | ``",
                "host=nowhere.invalid hostaddr=127.0.0.1 port=PORT user=postgres | ``",
                "host=localhost port=PORT user=postgres target_session_attrs=read-write | ``",
                "host=localhost port=PORT user=postgres target_session_attrs=standby | ``",
                "host=localhost port=PORT user=postgres target_session_attrs=prefer-standby | ``",
                "host=localhost port=PORT user=scram dbname=postgres             | ``",
                "host=127.0.0.1 port=PORT user=scram dbname=postgres             | ``",
                "host=localhost port=PORT user=scram dbname=postgres password=wrong | ``",
                "host=localhost port=PORT user=scram dbname=postgres password=s3cret | ``",
                "host=localhost port=PORT user=hashed dbname=postgres            | ``",
                "host=127.0.0.1 port=PORT user=scram dbname=postgres             | PGPASSWORD=s3cret",
                "host=localhost port=PORT user=tlsonly dbname=postgres sslmode=disable | ``",
                "host=localhost port=PORT user=tlsonly dbname=postgres sslmode=prefer | ``",
                "host=localhost port=PORT user=tlsonly dbname=postgres sslmode=verify-full | ``",
                "host=localhost port=PORT user=tlsonly dbname=postgres sslmode=verify-full sslrootcert=ROOT | ``",
                "host=127.0.0.1 port=PORT user=tlsonly dbname=postgres sslmode=verify-full sslrootcert=ROOT | ``",
                "host=127.0.0.1 port=PORT user=tlsonly dbname=postgres sslmode=verify-ca sslrootcert=ROOT | ``",
                "host=localhost port=PORT user=plainonly dbname=postgres         | PGSSLMODE=require",
                "host=localhost port=PORT user=plainonly dbname=postgres         | PGSSLMODE=allow",
                "host=localhost port=PORT user=postgres client_encoding=UTF8     | ``",
                "host=localhost port=PORT user=postgres keepalives_idle=1 keepalives=1 | ``",
                "host=localhost port=PORT user=postgres dbname=nothing           | ``",
                "host=localhost port=PORT usr=postgres                           | ``",
                "host=localhost port=PORT user                                   | ``",
                "host=localhost port=PORT user='postgres                         | ``",
                "host=localhost port=0 user=postgres                             | ``",
                "host=localhost port=PORTx user=postgres                         | ``",
                "host=localhost port=PORT user=postgres sslmode=maybe            | ``",
                "host=localhost port=PORT user=postgres connect_timeout=x        | ``",
                "host=localhost port=PORT user=postgres target_session_attrs=x   | ``",
                "postgresql://postgres@localhost:PORT/postgres?nope=1            | ``",
                "host=localhost port=PORT user=plainonly dbname=postgres | PGREQUIRESSL=1",
                "host=localhost port=PORT user=postgres connect_timeout=-1 | ``",
                "postgresql://postgres@[localhost:PORT/postgres                  | ``",
                "postgresql://postgres@localhost:PORT/postgres%                  | ``",
            })
    void doesAsPsqlDoes(String text, String environment)
            throws IOException, InterruptedException, SQLException {
        for (String pair : fill(environment).split(" ")) {
            if (!pair.isEmpty()) {
                variables.put(
                        pair.substring(0, pair.indexOf('=')),
                        pair.substring(pair.indexOf('=') + 1));
            }
        }
        String filled = fill(text);
        assertThat(askHowdah(filled)).isEqualTo(askPsql(filled));
    }

    @Test
    void comparesMoreThanFailures() throws IOException, InterruptedException {
        assertThat(askPsql(fill("host=localhost port=PORT user=postgres options=-cwork_mem=5MB")))
                .isEqualTo("postgres|postgres|%s|fallback|5MB".formatted(port()));
    }

    private String askHowdah(String text) throws SQLException {
        Environment environment = new Environment(variables, home, System.getProperty("user.name"));
        // psql gives its own name as the fallback, and so do we.
        try (Session session = Session.open(ConnectionSettings.parse(text, environment));
                Statement statement = session.jdbc().createStatement();
                ResultSet result = statement.executeQuery(QUESTION)) {
            result.next();
            return result.getString(1).replace("|howdah|", "|fallback|");
        } catch (HowdahException failure) {
            assertThat(failure.getMessage()).doesNotContain("s3cret");
            return FAILURE;
        }
    }

    private String askPsql(String text) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of("psql", "-X", "-w", "-A", "-t", "-c", QUESTION, text));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(variables);
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output.strip().replace("|psql|", "|fallback|") : FAILURE;
    }

    private static String fill(String text) {
        SecuredServer server = SecuredServer.instance();
        return text.replaceAll("(?<!PG)PORT", port())
                .replace("ROOT", server.file("root.crt").toString());
    }

    private static String port() {
        return String.valueOf(SecuredServer.instance().port());
    }
}

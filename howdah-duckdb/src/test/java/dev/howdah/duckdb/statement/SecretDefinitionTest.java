package dev.howdah.duckdb.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.duckdb.statement.ParsedStatement.CreateSecret;
import dev.howdah.duckdb.statement.ParsedStatement.DropSecret;
import dev.howdah.duckdb.statement.ParsedStatement.Verbatim;
import dev.howdah.duckdb.statement.SecretDefinition.SecretOption;
import dev.howdah.duckdb.statement.SecretDefinition.SecretValue;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

/** Which statements about secrets are ours, and what is in them. */
final class SecretDefinitionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SECRET (TYPE postgres)",
                "create or replace temporary secret if not exists s in memory (host 'h', type 'POSTGRES')",
                "CREATE PERSISTENT SECRET \"a b\" (HOST f(')', (1)), \"Type\" \"postgres_scanner\")",
                "CREATE /* TYPE http */ TEMP -- (TYPE http\n SECRET s(PASSWORD ')', TYPE/**/Postgres,)",
                "CREATE SECRET s (HOST [1, 2], OPTIONS {'type': 'x'}, TYPE $$postgres$$)",
                "CREATE SECRET s (TYPE = postgres)",
                "CREATE SECRET s (TYPE postgres, PASSWORD 'no end)",
                "CREATE SECRET s (TYPE postgres PASSWORD 'x'"
            })
    void recognisesOurs(String sql) {
        assertThat(Recogniser.recognise(sql)).isInstanceOf(CreateSecret.class);
        assertThat(Recogniser.recognise(sql).text()).isEqualTo(sql);
        assertThat(Recogniser.recognise(sql)).hasToString("CREATE SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SECRET (TYPE http)",
                "CREATE SECRET (TYPE http, TYPE postgres)",
                "CREATE SECRET (TYPE s3, SCOPE postgres)",
                "CREATE SECRET (HOST (type postgres))",
                "CREATE SECRET (HOST 'type postgres')",
                "CREATE SECRET (HOST type, postgres 1)",
                "CREATE SECRET postgres (HOST 1)",
                "CREATE SECRET",
                "CREATE SECRET s",
                "DROP SECRET",
                "DROP SECRET a, b",
                "DROP SECRET a CASCADE",
                "DROP SECRET a FROM",
                "DROP SECRET 'a'"
            })
    void leavesTheRestToDuckDb(String sql) {
        assertThat(Recogniser.recognise(sql)).isEqualTo(new Verbatim(sql));
    }

    @Test
    void tablesMayBeCalledSecret() {
        assertThat(Recogniser.recognise("CREATE TABLE secret (type postgres)"))
                .isInstanceOf(ParsedStatement.Change.class);
        assertThat(Recogniser.recognise("DROP TABLE secret"))
                .isInstanceOf(ParsedStatement.Change.class);
    }

    @Test
    void readsDrop() {
        String sql = "drop persistent secret if exists \"S\" from LOCAL_FILE";
        assertThat(Recogniser.recognise(sql))
                .isEqualTo(new DropSecret(sql, "S", Optional.of(true), Optional.of("local_file")));
        assertThat(Recogniser.recognise("DROP TEMP SECRET s"))
                .isEqualTo(
                        new DropSecret(
                                "DROP TEMP SECRET s", "s", Optional.of(false), Optional.empty()));
    }

    @Test
    void readsTheHead() {
        SecretDefinition all =
                SecretDefinition.parse(
                        "CREATE OR REPLACE PERSISTENT SECRET \"My Secret\" IN Local_File (TYPE postgres)");
        assertThat(all)
                .isEqualTo(
                        new SecretDefinition(
                                Optional.of("My Secret"),
                                true,
                                false,
                                Optional.of(true),
                                Optional.of("local_file"),
                                List.of()));
        SecretDefinition least =
                SecretDefinition.parse("CREATE SECRET IF NOT EXISTS IN memory (TYPE postgres)");
        assertThat(least.name()).isEmpty();
        assertThat(least.ifNotExists()).isTrue();
        assertThat(least.storage()).contains("memory");
    }

    @Test
    void readsOptions() {
        List<SecretOption> options =
                SecretDefinition.parse(
                                """
                                CREATE SECRET (
                                    HOST 'it''s ) , here', -- a comment, with a comma )
                                    "PORT" 5432, /* ( */ TYPE postgres,
                                    user db.example.com,
                                    PASSWORD getvariable('x, )') || (a + (b)),
                                    SCOPE ('a', f(1, 2)),
                                    options ('one'),
                                    sslkey [1, ?],
                                    passfile x'00',
                                    service ?,
                                )""")
                        .options();
        assertThat(options)
                .containsExactly(
                        new SecretOption("host", new SecretValue.Text("it's ) , here")),
                        computed("port", "5432"),
                        new SecretOption("user", new SecretValue.Text("db.example.com")),
                        computed("password", "getvariable('x, )') || (a + (b))"),
                        computed("scope", "['a', f(1, 2)]"),
                        computed("options", "('one')"),
                        computed("sslkey", "[1, $1]", 1),
                        computed("passfile", "x'00'"),
                        computed("service", "$1", 2));
        assertThat(options.toString()).doesNotContain("here").doesNotContain("getvariable");
    }

    private static SecretOption computed(String name, String sql, Integer... ordinals) {
        return new SecretOption(
                name, new SecretValue.Expression(new NumberedSql(sql, List.of(ordinals))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SECRET s (TYPE postgres, PASSWORD hush hush",
                "CREATE SECRET s (TYPE postgres, PASSWORD : 'hush')",
                "CREATE SECRET s (TYPE postgres, PASSWORD (hush)",
                "CREATE SECRET s (TYPE postgres, PASSWORD 'hush']",
                "CREATE SECRET s (TYPE postgres, PASSWORD [hush)",
                "CREATE SECRET s (TYPE postgres, PASSWORD 'hush')) hush",
                "CREATE SECRET s (TYPE postgres, , PASSWORD 'hush')",
                "CREATE SECRET s.hush (TYPE postgres)",
                "CREATE SECRET IF EXISTS hush (TYPE postgres)",
                "CREATE SECRET s (TYPE postgres 'hush')"
            })
    void errorsQuoteNothing(String sql) {
        assertThatThrownBy(() -> SecretDefinition.parse(sql))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining("syntax error")
                .hasMessageNotContaining("hush");
    }
}

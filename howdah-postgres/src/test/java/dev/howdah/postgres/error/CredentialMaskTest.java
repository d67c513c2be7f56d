package dev.howdah.postgres.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that must not be shown. */
final class CredentialMaskTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH 'host=h password=hush dbname=d' AS pg (TYPE postgres)",
                "ATTACH 'host=h sslpassword = hush' AS pg (TYPE postgres)",
                "ATTACH 'password=''a hush b'' host=h' AS pg",
                "ATTACH 'password=a\\ hush host=h' AS pg",
                "ATTACH 'password=a''hush' AS pg",
                "ATTACH 'password=a&hush' AS pg",
                "ATTACH E'password=\\'a hush\\'' AS pg",
                "ATTACH 'postgresql://u:hush@h:1/d' AS pg",
                "ATTACH 'postgresql://u:a@hush@h:1/d' AS pg",
                "ATTACH 'postgresql://u:a/hush@h:1/d' AS pg",
                "ATTACH 'postgresql://:hush@h:1/d' AS pg",
                "ATTACH 'postgresql://h/d?user=u&password=hush&sslmode=prefer' AS pg",
                "CREATE SECRET (TYPE postgres, PASSWORD 'a''hush')",
                "FROM postgres_scan('password=hush', 's', 't')",
                "ATTACH 'host=h password=hush",
                "ALTER ROLE r PASSWORD 'hush'",
                "ALTER ROLE r PASSWORD'hush'",
                "alter user r with encrypted password 'hush' valid until 'x'",
                "CREATE ROLE r PASSWORD E'a\\'hush'",
                "CREATE ROLE r PASSWORD U&'hush'",
                "CREATE ROLE r PASSWORD $$hush$$",
                "CREATE ROLE r PASSWORD $q$a'hush$q$",
                "CREATE ROLE r PASSWORD /* so */ 'a'\n  'hush'",
                "CREATE ROLE r PASSWORD 'hush",
                "CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'u', password 'hush')",
                "ALTER USER MAPPING FOR u SERVER s OPTIONS (SET \"password\" 'hush')",
                "CREATE SUBSCRIPTION s CONNECTION 'host=h password=hush' PUBLICATION p",
                "SELECT dblink('host=h password=hush', 'SELECT 1')",
                "CALL postgres_execute('pg', 'ALTER ROLE r PASSWORD ''hush''')",
                "CALL postgres_execute('pg', 'SELECT dblink(''password=hush'', ''x'')')",
                "DO $$ BEGIN ALTER ROLE r PASSWORD 'hush'; END $$",
                "CREATE SECRET s (TYPE postgres, PASSWORD hush, HOST h)",
                "CREATE SECRET s (TYPE postgres, PASSWORD concat('hu', 'hush'), HOST h)",
                "CREATE OR REPLACE PERSISTENT SECRET s (TYPE postgres, uri 'hush', HOST h)",
                "CREATE SECRET s (TYPE x, some_pin = 'hush', OTHER ['a', 'hush'])",
                "CREATE SECRET s (TYPE s3, KEY_ID 'k', SECRET 'hush')",
                "CREATE SECRET s (TYPE postgres, \"PASSWORD\" 'hush",
                "SET pg_oauth_token = 'hush'",
                "Can't run ALTER ROLE r PASSWORD 'hush'",
                "It isn't so: CREATE SECRET s (TYPE x, PIN 'hush')",
                "the server's text 'ALTER ROLE r PASSWORD ''hush'''",
                "PGPASSWORD=hush psql",
                "ALTER ROLE r PASSWORD /* a /* b */ c */ 'hush'",
                "ALTER ROLE r PASSWORD N'hush'",
                "ALTER ROLE r PASSWORD E'a'\n'b\\'hush'",
                "ALTER ROLE r PASSWORD\u00a0'hush'",
                "FROM postgres_scan('host=h password=' || 'hush', 's', 't')",
                "SELECT dblink(concat('host=h password=''', 'hush', ''''), 'x')",
                "SELECT dblink(format('password=%s user=u', 'hush'), 'x')",
                "EXECUTE format('ALTER ROLE %I PASSWORD %L', 'r', 'hush')",
                "EXECUTE 'ALTER ROLE r PASSWORD ' || quote_literal('hush')",
                "SELECT set_config('my.password', 'hush', true)",
                "SET s3_session_token TO 'hush'",
                "FROM f(password := 'hush')",
                "FROM f(password => 'hush')",
                "SELECT {'password': 'hush'}, {password: 'hush'}",
                "ATTACH 'postgresql://u:a hush@h/d' AS pg",
                "ATTACH 'postgresql://h/d?password=a hush&user=u' AS pg",
                "ATTACH 'postgresql://h/d?pass%77ord=hush&user=u' AS pg",
                "connection to \"host=h password='hush x' user=u\" failed",
            })
    void hidesEveryForm(String sql) {
        assertThat(CredentialMask.mask(sql)).doesNotContain("hush").contains("***");
        assertThat(CredentialMask.isNeeded(sql)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ATTACH 'password=x host=h' AS pg (TYPE postgres)"
                        + "| ATTACH 'password=*** host=h' AS pg (TYPE postgres)",
                "ATTACH 'postgresql://u:x@h:1/d' AS pg | ATTACH 'postgresql://u:***@h:1/d' AS pg",
                "ALTER ROLE r PASSWORD 'x' LOGIN; SELECT 'y'"
                        + "| ALTER ROLE r PASSWORD '***' LOGIN; SELECT 'y'",
                "f('pg', 'ALTER ROLE r PASSWORD ''x'' LOGIN', 1)"
                        + "| f('pg', 'ALTER ROLE r PASSWORD ''***'' LOGIN', 1)",
                "CREATE SECRET s (TYPE postgres, HOST 'h', PASSWORD x, SCOPE ['a', 'b']); SELECT 1"
                        + "| CREATE SECRET s (TYPE postgres, HOST 'h', PASSWORD '***', SCOPE ['a',"
                        + " 'b']); SELECT 1",
                "DO $q$ ALTER ROLE r PASSWORD 'x' $q$ | DO $q$ ALTER ROLE r PASSWORD '***' $q$",
                "dblink('host=h password=x', 'SELECT 1') | dblink('host=h password=***', 'SELECT 1')",
            })
    void leavesWhatIsAround(String sql, String masked) {
        assertThat(CredentialMask.mask(sql)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT password FROM 'a@b://c' -- x@y",
                "SELECT password, 'x' FROM users WHERE \"password\" = 'y'",
                "UPDATE users SET password = $1 WHERE id = $2",
                "INSERT INTO users (name, password) VALUES ('a', 'b')",
                "ATTACH '' AS pg (TYPE postgres, SECRET 'prod')",
                "ATTACH 'host=h user=u' AS pg (TYPE postgres, SECRET prod)",
                "CREATE SECRET s (TYPE postgres, HOST 'h', PORT 5432, USER u, SSLMODE 'require')",
                "DROP SECRET s",
                "SELECT 'it''s' || $$ x $$ || E'\\'' || U&'\\0061' /* c */ -- d",
                "password authentication failed for user \"u\"",
                "give it as password=… or in PGPASSWORD",
                "CREATE SECRET: the option \"x\" failed (Catalog Error); write PASSWORD '…', HOST",
                "SELECT 'http://example.com:8080/a'",
                "SELECT 'password', 'x' /* a /* b */ c */ FROM t WHERE x IN ('password', 'token')",
                "ATTACH 'postgresql://u@h/d?application_name=a%20b&sslmode=require' AS pg",
                "'",
                "$",
                "E'\\",
                "PASSWORD",
                "CREATE SECRET (",
            })
    void leavesTheHarmlessAsItIs(String sql) {
        assertThat(CredentialMask.mask(sql)).isEqualTo(sql);
        assertThat(CredentialMask.isNeeded(sql)).isFalse();
    }

    @Test
    void hidesInAMessageWhatIsSecretInItsStatement() {
        String sql = "CREATE SUBSCRIPTION s CONNECTION 'postgres://u:hush/ab@h' PUBLICATION p";
        assertThat(CredentialMask.maskMessage("invalid port number: \"hush\"", sql))
                .isEqualTo("invalid port number: \"***\"");
    }

    @Test
    void isQuickAndShallowOnLongTexts() {
        String long1 = "SELECT 'password" + "''".repeat(200_000) + "' = 'x'";
        assertThat(CredentialMask.mask(long1)).startsWith("SELECT 'password");
        String long2 = "ALTER ROLE r PASSWORD '" + "\\'' ".repeat(100_000) + "'";
        assertThat(CredentialMask.mask(long2)).isEqualTo("ALTER ROLE r PASSWORD '***'");
        String long3 = "'http://a:b" + ",http://a:b".repeat(100_000) + "'";
        assertThat(CredentialMask.mask(long3)).isEqualTo(long3);
        String long4 = "'" + "a".repeat(1_000_000) + "password" + "a {".repeat(100_000) + "'";
        assertThat(CredentialMask.mask(long4)).isEqualTo(long4);
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            deep.append("$t").append(i).append('$');
        }
        assertThat(CredentialMask.mask(deep + "password 'hush'")).doesNotContain("hush");
    }

    @Test
    void exceptionsNeverHoldOne() {
        HowdahException failure =
                HowdahException.user("Failed: ALTER ROLE r PASSWORD 'hush'")
                        .in("at 'password=hush'");
        assertThat(failure).hasMessageNotContaining("hush").hasMessageContaining("ALTER ROLE r");
        assertThat(failure.getCause()).hasMessageNotContaining("hush");
    }
}

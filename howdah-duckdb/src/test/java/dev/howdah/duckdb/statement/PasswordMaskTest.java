package dev.howdah.duckdb.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords that must not be shown. */
final class PasswordMaskTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH 'host=h password=hush dbname=d' AS pg (TYPE postgres)",
                "ATTACH 'host=h sslpassword = hush' AS pg (TYPE postgres)",
                "ATTACH 'password=''a hush b'' host=h' AS pg",
                "ATTACH 'password=a\\ hush host=h' AS pg",
                "ATTACH 'postgresql://u:hush@h:1/d' AS pg",
                "ATTACH 'postgresql://u:a@hush@h:1/d' AS pg",
                "ATTACH 'postgresql://h/d?user=u&password=hush&sslmode=prefer' AS pg",
                "CREATE SECRET (TYPE postgres, PASSWORD 'a''hush')",
                "FROM postgres_scan('password=hush', 's', 't')",
                "ATTACH 'host=h password=hush"
            })
    void hidesEveryForm(String sql) {
        assertThat(PasswordMask.mask(sql)).doesNotContain("hush").contains("***");
    }

    @Test
    void leavesTheRestAsItIs() {
        assertThat(PasswordMask.mask("ATTACH 'password=x host=h' AS pg (TYPE postgres)"))
                .isEqualTo("ATTACH 'password=*** host=h' AS pg (TYPE postgres)");
        assertThat(PasswordMask.mask("ATTACH 'postgresql://u:x@h:1/d' AS pg"))
                .isEqualTo("ATTACH 'postgresql://u:***@h:1/d' AS pg");
        assertThat(PasswordMask.mask("SELECT password FROM 'a@b://c' -- x@y"))
                .isEqualTo("SELECT password FROM 'a@b://c' -- x@y");
    }
}

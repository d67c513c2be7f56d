package dev.howdah.duckdb.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberedSqlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SELECT 1                                | SELECT 1                                 | []
                    a = $3 AND b = $5                       | a = $1 AND b = $2                        | [3, 5]
                    $5 + $3 + $5                            | $1 + $2 + $1                             | [5, 3]
                    ?2 + '?1 $1' + "?" + $$ $1 $$ /*$7*/ | $1 + '?1 $1' + "?" + $$ $1 $$ /*$7*/  | [2]
                    $name + $2and true                      | $name + $1and true                       | [2]
                    """)
    void numbersAPieceByItself(String piece, String sql, String ordinals) {
        NumberedSql numbered = NumberedSql.of(piece);

        assertThat(numbered.sql()).isEqualTo(sql);
        assertThat(numbered.ordinals().toString()).isEqualTo(ordinals);
    }
}

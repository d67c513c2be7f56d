package dev.howdah.duckdb.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.Enumeration;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.MapOf;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.LogicalType.Struct;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Names of types in a CAST. */
final class DuckDbTypeNameTest {
    @Test
    void namesWhatIsNested() {
        Struct struct =
                new Struct(
                        List.of(
                                new Struct.Field("a \"b\"", new Decimal(10, 2)),
                                new Struct.Field("A \"B\"", new ListOf(Scalar.TEXT))));
        assertThat(DuckDbTypeName.of(new ListOf(struct)))
                .isEqualTo("STRUCT(\"a \"\"b\"\"\" DECIMAL(10,2), \"A \"\"B\"\"_1\" VARCHAR[])[]");
        assertThat(DuckDbTypeName.of(new MapOf(Scalar.TEXT, Scalar.TIMESTAMPTZ)))
                .isEqualTo("MAP(VARCHAR, TIMESTAMPTZ)");
        assertThat(DuckDbTypeName.of(new Enumeration("mood", List.of("ok", "it's"))))
                .isEqualTo("ENUM('ok', 'it''s')");
    }
}

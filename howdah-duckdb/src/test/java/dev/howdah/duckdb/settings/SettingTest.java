package dev.howdah.duckdb.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.MappingOptions.NonFiniteNumeric;
import dev.howdah.postgres.type.MappingOptions.NumericAs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

final class SettingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pg_numeric_as        | decimal(39,2) | a decimal has 1 to 38 digits
                    pg_numeric_as        | decimal(3,4)  | no more of them fractional
                    pg_numeric_as        | float         | expected double, varchar or decimal(p,s)
                    pg_numeric_nan       | zero          | expected error or null
                    pg_pages_per_task    | -1            | must not be negative
                    pg_pool_acquire_mode | maybe         | expected force, wait, try
                    pg_staleness_query   | SELECT 1      | ${SCHEMA}
                    """)
    void refusesWhatItDoesNotUnderstand(String name, String value, String why) {
        assertThatThrownBy(() -> Setting.find(name).orElseThrow().check(value))
                .isInstanceOf(HowdahException.class)
                .hasMessageStartingWith("Invalid value \"" + value + "\" for " + name)
                .hasMessageContaining(why);
    }

    @Test
    void readsTheMapping() {
        Map<String, Object> given =
                Map.of("pg_numeric_as", "DECIMAL(20, 3)", "pg_numeric_nan", "null");

        assertThat(SettingValues.read(given::get).mapping())
                .isEqualTo(
                        new MappingOptions(
                                new NumericAs.ExactDecimal(new Decimal(20, 3)),
                                NonFiniteNumeric.NULL,
                                false));
        assertThat(SettingValues.defaults().mapping()).isEqualTo(MappingOptions.DEFAULT);
    }

    @Test
    void readsTheLimitsOfAScan() {
        Map<String, Object> given =
                Map.of(
                        "pg_pages_per_task", 0L,
                        "pg_connection_limit", 3L,
                        "pg_use_ctid_scan", true);

        assertThat(SettingValues.read(given::get).scan(8))
                .isEqualTo(new ScanSettings(3, ScanSettings.DEFAULT_PAGES_PER_TASK, true));
        assertThat(SettingValues.read(Map.of("pg_pool_max_connections", 2L)::get).connectionLimit())
                .isEqualTo(2);
        assertThat(SettingValues.read(Map.of("pg_pool_max_connections", 0L)::get).connectionLimit())
                .isEqualTo(1);
    }

    @Test
    void isDescribedInTheManual() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "settings.md"));

        for (Setting setting : Setting.values()) {
            assertThat(manual)
                    .as("docs/settings.md on %s", setting.sqlName())
                    .contains("`" + setting.sqlName() + "`")
                    .contains(setting.description());
        }
    }
}

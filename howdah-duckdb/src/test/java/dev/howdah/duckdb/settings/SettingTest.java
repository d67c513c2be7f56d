package dev.howdah.duckdb.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.connection.PoolSettings.AcquireMode;
import dev.howdah.postgres.connection.TransactionTimeouts;
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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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
                    pg_pool_acquire_mode | maybe         | expected force, wait or try
                    pg_pool_max_connections      | 262144     | expected 0 to 262143
                    pg_connection_limit          | 262144     | expected 0 to 262143
                    pg_pool_wait_timeout_millis  | 2147483648 | expected 0 to 2147483647 milliseconds
                    pg_statement_timeout_millis  | 2147483648 | expected 0 to 2147483647 milliseconds
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
        SettingValues settings = SettingValues.read(given::get);

        assertThat(settings.scan(8, settings.pool()))
                .isEqualTo(new ScanSettings(3, ScanSettings.DEFAULT_PAGES_PER_TASK, true));
        assertThat(settings.scan(8, PoolValues.withLimit(settings.pool(), 0)).threads())
                .isEqualTo(8);
    }

    @Test
    void readsHowConnectionsAreLent() {
        Map<String, Object> given =
                Map.of(
                        "pg_pool_acquire_mode", "TRY",
                        "pg_pool_max_connections", 2L,
                        "pg_connection_limit", 3L,
                        "pg_pool_wait_timeout_millis", 0L,
                        "pg_pool_idle_timeout_millis", 7L,
                        "pg_pool_max_lifetime_millis", 8L,
                        "pg_connection_cache", false,
                        "pg_pool_enable_reaper_thread", false,
                        "pg_pool_health_check_query", "");

        assertThat(SettingValues.read(given::get).pool())
                .isEqualTo(
                        new PoolSettings(
                                AcquireMode.TRY,
                                2,
                                Duration.ZERO,
                                Duration.ofMillis(7),
                                Duration.ofMillis(8),
                                false,
                                false,
                                Optional.empty(),
                                Duration.ofSeconds(2)));
        assertThat(SettingValues.defaults().pool())
                .isEqualTo(PoolSettings.of(PoolSettings.defaultMaxConnections()));
    }

    @Test
    void hasNothingToWaitForWithoutALimit() {
        SettingValues unlimited = SettingValues.read(Map.of("pg_pool_max_connections", 0L)::get);

        assertThat(unlimited.pool().acquireMode()).isEqualTo(AcquireMode.FORCE);
        unlimited.check(Setting.PG_POOL_ACQUIRE_MODE, "force");
        assertThatThrownBy(() -> unlimited.check(Setting.PG_POOL_ACQUIRE_MODE, "wait"))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining("pg_pool_acquire_mode")
                .hasMessageContaining("the pool is disabled");
    }

    @Test
    void refusesATokenWithoutShowingIt() {
        Setting.PG_OAUTH_TOKEN.check("");
        assertThatThrownBy(() -> Setting.PG_OAUTH_TOKEN.check("t0ken"))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining("OAuth log-in is not supported")
                .hasMessageNotContaining("t0ken");
    }

    @Test
    void callsTimeoutsWhatTheCoreCallsThem() {
        assertThat(Setting.PG_STATEMENT_TIMEOUT_MILLIS.sqlName())
                .isEqualTo(TransactionTimeouts.STATEMENT_SETTING);
        assertThat(Setting.PG_IDLE_IN_TRANSACTION_TIMEOUT_MILLIS.sqlName())
                .isEqualTo(TransactionTimeouts.IDLE_SETTING);
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

package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.session.Instance;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.postgres.error.HowdahException;

import java.util.Optional;

/**
 * Who calls a function of one DuckDB instance. Functions stay until DuckDB ends, the instance may
 * be left and joined again in the meantime.
 */
record Callers(long instanceId) {
    /** The caller's session; none if its connection does not use Howdah itself. */
    Optional<Session> session(BindContext call) {
        return Instance.find(instanceId).flatMap(instance -> instance.session(call.connectionId()));
    }

    Instance requireInstance() {
        return Instance.find(instanceId)
                .orElseThrow(
                        () ->
                                HowdahException.user(
                                        "No connection uses Howdah on this DuckDB any more; open"
                                                + " one with jdbc:howdah: or Howdah.install"));
    }

    /** The settings as the caller sees them now. */
    static SettingValues settings(BindContext call) {
        return SettingValues.read(call::setting);
    }
}

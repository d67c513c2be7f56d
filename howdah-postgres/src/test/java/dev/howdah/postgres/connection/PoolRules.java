package dev.howdah.postgres.connection;

import dev.howdah.postgres.connection.PoolSettings.AcquireMode;

import java.time.Duration;
import java.util.Optional;

/** Pool settings that differ from the usual ones in what a test is about. */
record PoolRules(PoolSettings settings) {
    static PoolRules of(int maxConnections) {
        return new PoolRules(PoolSettings.of(maxConnections));
    }

    PoolRules mode(AcquireMode mode) {
        return with(mode, settings.waitTimeout(), settings.idleTimeout(), settings.maxLifetime());
    }

    PoolRules waits(long millis) {
        return with(
                settings.acquireMode(),
                Duration.ofMillis(millis),
                settings.idleTimeout(),
                settings.maxLifetime());
    }

    PoolRules idle(long millis) {
        return with(
                settings.acquireMode(),
                settings.waitTimeout(),
                Duration.ofMillis(millis),
                settings.maxLifetime());
    }

    PoolRules lives(long millis) {
        return with(
                settings.acquireMode(),
                settings.waitTimeout(),
                settings.idleTimeout(),
                Duration.ofMillis(millis));
    }

    PoolRules keepsNone() {
        return with(
                false, settings.reaper(), settings.healthCheckQuery(), settings.connectPatience());
    }

    PoolRules withoutReaper() {
        return with(true, false, settings.healthCheckQuery(), settings.connectPatience());
    }

    PoolRules asks(Optional<String> question) {
        return with(settings.keepsIdle(), settings.reaper(), question, settings.connectPatience());
    }

    PoolRules patience(long millis) {
        return with(
                settings.keepsIdle(),
                settings.reaper(),
                settings.healthCheckQuery(),
                Duration.ofMillis(millis));
    }

    SessionPool open(ConnectionSettings connection) {
        return new SessionPool(connection, settings);
    }

    private PoolRules with(AcquireMode mode, Duration wait, Duration idle, Duration life) {
        return new PoolRules(
                new PoolSettings(
                        mode,
                        settings.maxConnections(),
                        wait,
                        idle,
                        life,
                        settings.keepsIdle(),
                        settings.reaper(),
                        settings.healthCheckQuery(),
                        settings.connectPatience()));
    }

    private PoolRules with(
            boolean keeps, boolean reaper, Optional<String> question, Duration patience) {
        return new PoolRules(
                new PoolSettings(
                        settings.acquireMode(),
                        settings.maxConnections(),
                        settings.waitTimeout(),
                        settings.idleTimeout(),
                        settings.maxLifetime(),
                        keeps,
                        reaper,
                        question,
                        patience));
    }
}

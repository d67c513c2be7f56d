package dev.howdah.postgres.scan;

import dev.howdah.postgres.catalog.CatalogCache;
import dev.howdah.postgres.error.HowdahException;

import java.sql.Connection;
import java.util.function.Function;

/** Questions to the catalogue on a session that somebody holds. */
record LeasedConnection(Lease lease) implements CatalogCache.ConnectionSource {
    @Override
    public <T> T withConnection(Function<Connection, T> work) {
        try {
            return work.apply(lease.session().jdbc());
        } catch (HowdahException failure) {
            lease.spoil();
            throw failure;
        }
    }
}

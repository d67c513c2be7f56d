package dev.howdah.duckdb.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * DuckDB's statement behind one of ours. DuckDB closes a statement when it fails; this one is then
 * made again with all that was set on it.
 */
final class InnerStatement<S extends Statement> {
    /** Makes a statement. */
    interface Opener<S> {
        S open() throws SQLException;
    }

    /** Does something to a statement. */
    interface Action<S> {
        void apply(S statement) throws SQLException;
    }

    private final Opener<S> opener;
    private final Map<Object, Action<? super S>> settings = new LinkedHashMap<>();
    private @Nullable S statement;
    private volatile boolean closed;

    InnerStatement(Opener<S> opener) throws SQLException {
        this.opener = opener;
        this.statement = opener.open();
    }

    /** The statement as it can be used now. */
    S get() throws SQLException {
        S open = statement;
        if (closed || (open != null && !open.isClosed())) {
            return java.util.Objects.requireNonNull(open);
        }
        return renew();
    }

    /** What was last used, even if it is closed by now. */
    @Nullable S last() {
        return statement;
    }

    /** Makes the statement again with all that was set on it. */
    S renew() throws SQLException {
        S old = statement;
        if (old != null) {
            old.close();
        }
        S renewed = opener.open();
        statement = renewed;
        for (Action<? super S> setting : settings.values()) {
            setting.apply(renewed);
        }
        return renewed;
    }

    /** Sets something that must hold for later statements too. */
    void set(Object key, Action<? super S> setting) throws SQLException {
        setting.apply(get());
        settings.put(key, setting);
    }

    /** Forgets what was set under keys of this class. */
    void forget(Class<?> keys) {
        settings.keySet().removeIf(keys::isInstance);
    }

    boolean isClosed() {
        return closed;
    }

    void close() throws SQLException {
        closed = true;
        S open = statement;
        if (open != null) {
            open.close();
        }
    }
}

package dev.howdah.duckdb.nativeapi;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A JDBC connection's native side. It owns nothing and need not be closed; once the connection is
 * closed every method fails. As safe for several threads as the connection itself: not while
 * another thread closes it.
 */
public final class DuckDbConnectionHandle {
    private record Handles(
            @CSymbol(value = "duckdb_interrupt", takes = long.class) MethodHandle interrupt) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private final DuckDBConnection connection;

    private DuckDbConnectionHandle(DuckDBConnection connection) {
        this.connection = connection;
    }

    /**
     * @throws HowdahException if this is no DuckDB connection, or one of an untested version
     */
    public static DuckDbConnectionHandle of(Connection connection) {
        try {
            if (!connection.isWrapperFor(DuckDBConnection.class)) {
                throw HowdahException.user(
                        "not a connection of DuckDB's JDBC driver: "
                                + connection.getClass().getName());
            }
            if (connection.isClosed()) {
                throw HowdahException.of(
                        ErrorKind.CONNECTION, "08003", "the DuckDB connection is closed");
            }
            TestedVersions.require(connection);
            return new DuckDbConnectionHandle(connection.unwrap(DuckDBConnection.class));
        } catch (SQLException refused) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION,
                    "can't use the DuckDB connection: " + refused.getMessage(),
                    refused);
        }
    }

    /**
     * Which DuckDB instance this is: connections to one database file in one process, and {@link
     * DuckDBConnection#duplicate duplicates}, share theirs. A closed instance's id may be given to
     * a later one.
     */
    public long instanceId() {
        return DriverInternals.databaseAddress(connection);
    }

    /** Which connection of the instance this is; {@link BindCall#connectionId} says the same. */
    public long connectionId() {
        try (ClientContext context = context()) {
            return context.connectionId();
        }
    }

    /**
     * Adds a table function to the instance; it stays until the instance is closed.
     *
     * @return false, and nothing is added, if there is one with that name and those parameters
     */
    public boolean registerTableFunction(NativeFunction function, FailureListener failures) {
        return NativeFunctions.register(DriverInternals.connection(connection), function, failures);
    }

    /**
     * Adds a setting to the instance; it stays until the instance is closed.
     *
     * @return false, and nothing is added, if there is a setting of that name
     */
    public boolean registerConfigOption(ConfigOption option) {
        try (ClientContext context = context()) {
            if (context.find(option.name()).isPresent()) {
                return false;
            }
        }
        if (!ConfigOptions.register(DriverInternals.connection(connection), option)) {
            throw HowdahException.internal(
                    "DuckDB refuses the setting " + option.name() + " without a reason");
        }
        return true;
    }

    /**
     * The value of a setting, DuckDB's own or ours, as this connection sees it.
     *
     * @return a Boolean, Long, Double, String …, or null if it is null
     * @throws HowdahException if there is no such setting
     */
    public @Nullable Object readConfigOption(String name) {
        try (ClientContext context = context()) {
            return context.find(name).orElseThrow(() -> unknownSetting(name)).value();
        }
    }

    /** Whether a setting is there and true; one of the driver's is not there until it is set. */
    public boolean isOn(String name) {
        try (ClientContext context = context()) {
            return context.find(name)
                    .map(setting -> Boolean.TRUE.equals(setting.value()))
                    .orElse(false);
        }
    }

    /**
     * Ends the query that the connection runs, if any, with an error. The driver's own {@code
     * Statement.cancel} does nothing once a streamed query has begun to give rows. May be called
     * while another thread closes the connection.
     */
    public void interrupt() {
        ReentrantLock lock = DriverInternals.closeLock(connection);
        lock.lock();
        try {
            if (!connection.isClosed()) {
                DUCKDB.interrupt().invokeExact(DriverInternals.connection(connection));
            }
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        } finally {
            lock.unlock();
        }
    }

    static HowdahException unknownSetting(String name) {
        return HowdahException.user("there is no setting " + name);
    }

    private ClientContext context() {
        return ClientContext.ofConnection(DriverInternals.connection(connection));
    }
}

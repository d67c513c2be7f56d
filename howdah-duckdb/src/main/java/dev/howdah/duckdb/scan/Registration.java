package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.file.ReadPostgresBinary;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.duckdb.function.TableFunctions;
import dev.howdah.duckdb.nativeapi.ConfigOption;
import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.duckdb.nativeapi.FailureListener;
import dev.howdah.duckdb.nativeapi.NativeTypeId;
import dev.howdah.duckdb.session.Instance;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.settings.Setting;

import org.duckdb.DuckDBConnection;

import java.sql.SQLException;
import java.util.List;

/** Puts all functions and settings on a DuckDB instance. */
public final class Registration {
    private Registration() {}

    /** Makes Howdah usable on a connection; close the session when done. */
    public static Session join(DuckDBConnection duckdb) throws SQLException {
        DuckDbConnectionHandle handle = DuckDbConnectionHandle.of(duckdb);
        register(handle, duckdb);
        return Instance.join(duckdb);
    }

    private static synchronized void register(
            DuckDbConnectionHandle handle, DuckDBConnection duckdb) throws SQLException {
        long instanceId = handle.instanceId();
        for (Setting setting : Setting.values()) {
            boolean added =
                    handle.registerConfigOption(
                            new ConfigOption(
                                    setting.sqlName(),
                                    setting.description(),
                                    nativeType(setting.type()),
                                    setting.defaultValue()));
            if (!added) {
                // Whoever registered the first setting went on to register all the rest.
                return;
            }
        }
        Callers callers = new Callers(instanceId);
        FailureListener failures =
                (connectionId, failure) ->
                        Instance.find(instanceId)
                                .flatMap(instance -> instance.session(connectionId))
                                .ifPresent(session -> session.noteFailure(failure));
        for (TableFunction function : functions(callers)) {
            TableFunctions.register(handle, function, failures);
        }
        HstoreFunctions.register(duckdb);
    }

    private static List<TableFunction> functions(Callers callers) {
        return List.of(
                new PgScan(callers),
                new PgReturning(callers),
                new PostgresScanFunction(callers, "postgres_scan"),
                new PostgresScanFunction(callers, "postgres_scan_pushdown"),
                new PostgresQuery(callers, "postgres_query"),
                new PostgresQuery(callers, "postgres_execute"),
                new PostgresScans(callers),
                PostgresSecrets.ours(callers),
                PostgresSecrets.merged(callers),
                new PgConnected(callers),
                new PgClearCache(callers),
                new ConfigurePool(callers),
                new PostgresPool(callers),
                new ReadPostgresBinary());
    }

    private static NativeTypeId nativeType(Setting.Type type) {
        return switch (type) {
            case BOOLEAN -> NativeTypeId.BOOLEAN;
            case COUNT -> NativeTypeId.UBIGINT;
            case TEXT -> NativeTypeId.VARCHAR;
        };
    }
}

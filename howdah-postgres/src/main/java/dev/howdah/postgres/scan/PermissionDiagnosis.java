package dev.howdah.postgres.scan;

import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SqlLog;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanRequest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the columns that may not be read; the server itself names just the table. */
final class PermissionDiagnosis implements ScanWork.Diagnosis {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final ScanRequest request;

    PermissionDiagnosis(ScanRequest request) {
        this.request = request;
    }

    @Override
    public HowdahException explain(HowdahException failure, Session session) {
        if (!failure.sqlState().equals(INSUFFICIENT_PRIVILEGE)) {
            return failure;
        }
        try {
            Set<Integer> readable = readable(session);
            List<Column> refused =
                    request.relation().columns().stream()
                            .filter(column -> isSelected(column))
                            .filter(column -> !readable.contains(column.attnum()))
                            .toList();
            if (readable.isEmpty() || refused.isEmpty()) {
                return failure;
            }
            String names =
                    refused.stream()
                            .map(column -> "\"" + column.name() + "\"")
                            .collect(Collectors.joining(", "));
            return HowdahException.of(
                    ErrorKind.SERVER,
                    INSUFFICIENT_PRIVILEGE,
                    failure.getMessage()
                            + "; the user may not read "
                            + (refused.size() == 1 ? "column " : "columns ")
                            + names
                            + ": leave out what is refused, or have SELECT granted on it");
        } catch (SQLException unable) {
            return failure;
        }
    }

    private boolean isSelected(Column column) {
        return request.columns().stream()
                .anyMatch(selected -> selected.name().equals(column.name()));
    }

    private Set<Integer> readable(Session session) throws SQLException {
        String sql =
                "SELECT attnum FROM pg_catalog.pg_attribute WHERE attrelid = "
                        + Integer.toUnsignedString(request.relation().oid())
                        + " AND attnum > 0 AND NOT attisdropped"
                        + " AND pg_catalog.has_column_privilege(attrelid, attnum, 'SELECT')";
        SqlLog.sent(session.jdbc(), sql);
        try (Statement statement = session.jdbc().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Set<Integer> attnums = new HashSet<>();
            while (rows.next()) {
                attnums.add(rows.getInt(1));
            }
            return attnums;
        }
    }
}

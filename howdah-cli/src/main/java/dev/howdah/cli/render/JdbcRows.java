package dev.howdah.cli.render;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What DuckDB's driver answers. */
public final class JdbcRows implements ResultRows {
    private final ResultSet result;
    private final List<JdbcColumn> columns;

    private JdbcRows(ResultSet result, List<JdbcColumn> columns) {
        this.result = result;
        this.columns = columns;
    }

    /**
     * The rows from where the result stands to its end.
     *
     * @param result an open result of DuckDB; stays open
     * @param zone the session's time zone, for values with a time zone
     */
    public static JdbcRows of(ResultSet result, ZoneId zone) throws SQLException {
        ResultSetMetaData heads = result.getMetaData();
        List<JdbcColumn> columns = new ArrayList<>(heads.getColumnCount());
        for (int i = 1; i <= heads.getColumnCount(); i++) {
            String type = heads.getColumnTypeName(i);
            columns.add(
                    new JdbcColumn(
                            result,
                            i,
                            heads.getColumnLabel(i),
                            type,
                            ValueFormat.of(type, zone),
                            zone));
        }
        return new JdbcRows(result, List.copyOf(columns));
    }

    @Override
    public List<JdbcColumn> columns() {
        return columns;
    }

    @Override
    public boolean next() throws SQLException {
        return result.next();
    }
}

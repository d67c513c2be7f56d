package dev.howdah.duckdb.source;

import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ChunkWriter;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.Scanner;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.type.LogicalType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code echo()}: the rows of a query that another connection runs, there and back again. */
final class EchoFunction implements TableFunction {
    private final Connection connection;
    private String query = "";
    private List<LogicalType> types = List.of();

    EchoFunction(Connection connection) {
        this.connection = connection;
    }

    void setQuery(String newQuery, List<LogicalType> newTypes) {
        query = newQuery;
        types = newTypes;
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of();
    }

    @Override
    public Binding bind(BindContext context) {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            columns.add(new ResultColumn("c" + i, types.get(i)));
        }
        return new Binding() {
            @Override
            public List<ResultColumn> columns() {
                return columns;
            }

            @Override
            public Scanner open(int[] wanted, int maxThreadsHint) {
                return new EchoScanner(wanted);
            }
        };
    }

    private final class EchoScanner implements Scanner {
        private final int[] wanted;
        private final PreparedStatement statement;
        private final QueryRows rows;

        EchoScanner(int[] wanted) {
            this.wanted = wanted.clone();
            try {
                statement = connection.prepareStatement(query);
                rows = QueryRows.open(statement, types);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public int maxThreads() {
            return 1;
        }

        @Override
        public boolean next(ChunkWriter chunk) {
            try {
                RowBatch batch = rows.next();
                if (batch == null) {
                    return false;
                }
                chunk.write(batch.select(wanted), i -> "column " + i);
                return true;
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void close() {
            try (statement) {
                rows.close();
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}

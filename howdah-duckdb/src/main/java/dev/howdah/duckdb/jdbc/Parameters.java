package dev.howdah.duckdb.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The values of a statement's parameters, for the other statements that its execution takes. */
interface Parameters {
    /** Those of a statement without parameters. */
    Parameters NONE =
            new Parameters() {
                @Override
                public boolean canBind() {
                    return true;
                }

                @Override
                public void bind(PreparedStatement target) {}

                @Override
                public void bind(PreparedStatement target, List<Integer> ordinals) {}
            };

    /** Whether the values can be read more than once. */
    boolean canBind();

    /** Sets all parameters of a statement that has the same ones. */
    void bind(PreparedStatement target) throws SQLException;

    /**
     * Sets the parameters of a piece of the statement.
     *
     * @param ordinals for each parameter of the target, in order, which one of the statement it is,
     *     from 1; one without a value is left to DuckDB, whose error names it
     */
    void bind(PreparedStatement target, List<Integer> ordinals) throws SQLException;
}

package dev.howdah.duckdb.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Gives an EXPLAIN the same parameters as the statement that it explains. */
interface ExplainSource {
    /** A statement without parameters. */
    ExplainSource NO_PARAMETERS =
            new ExplainSource() {
                @Override
                public boolean canBind() {
                    return true;
                }

                @Override
                public void bind(PreparedStatement explain) {}
            };

    /** Whether the parameters can be read twice. */
    boolean canBind();

    /** Sets all parameters. */
    void bind(PreparedStatement explain) throws SQLException;
}

package dev.howdah.cli.render;

import java.sql.SQLException;
import java.util.List;

/** The rows of a result, whichever engine gave it, one after the other. */
public interface ResultRows {
    /** The columns; what they read is the current row's. */
    List<? extends ResultColumn> columns();

    /** Goes to the next row, the first one at first; false if there is none. */
    boolean next() throws SQLException;
}

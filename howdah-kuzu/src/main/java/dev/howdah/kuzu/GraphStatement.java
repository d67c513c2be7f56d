package dev.howdah.kuzu;

import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import java.util.Map;

/** A prepared statement. What it reads of PostgreSQL is read anew each time. */
public interface GraphStatement extends AutoCloseable {
    /** Runs it; the caller closes the result and the values. */
    QueryResult execute(Map<String, Value> parameters);

    @Override
    void close();
}

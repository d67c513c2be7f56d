package dev.howdah.duckdb.jdbc;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** Hands every method that PreparedStatement adds to another one, parameters by way of a binder. */
abstract class ForwardingPreparedStatement extends HowdahStatement implements PreparedStatement {
    /** Sets a value as a parameter of any statement, at any place. */
    interface Binder {
        void bind(PreparedStatement statement, int index) throws SQLException;
    }

    ForwardingPreparedStatement(
            HowdahConnection connection, InnerStatement<PreparedStatement> inner) {
        super(connection, inner);
    }

    @Override
    abstract PreparedStatement delegate() throws SQLException;

    /** Sets a parameter by an action that can be repeated on another statement. */
    abstract void bind(int index, Binder binder) throws SQLException;

    /** As {@link #bind(int, Binder)}, of a value that says all by itself. */
    abstract void bind(int index, @Nullable Object value, Binder binder) throws SQLException;

    /** Sets a parameter by an action that uses its value up. */
    abstract void bindOnce(int index, Binder binder) throws SQLException;

    @Override
    public void addBatch() throws SQLException {
        delegate().addBatch();
    }

    @Override
    public void clearParameters() throws SQLException {
        delegate().clearParameters();
    }

    @Override
    public boolean execute() throws SQLException {
        return delegate().execute();
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return delegate().executeLargeUpdate();
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return delegate().executeQuery();
    }

    @Override
    public int executeUpdate() throws SQLException {
        return delegate().executeUpdate();
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return delegate().getMetaData();
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return delegate().getParameterMetaData();
    }

    @Override
    public void setArray(int index, Array array) throws SQLException {
        bind(index, (statement, at) -> statement.setArray(at, array));
    }

    @Override
    public void setAsciiStream(int index, InputStream inputStream) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setAsciiStream(at, inputStream));
    }

    @Override
    public void setAsciiStream(int index, InputStream inputStream, int number) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setAsciiStream(at, inputStream, number));
    }

    @Override
    public void setAsciiStream(int index, InputStream inputStream, long length)
            throws SQLException {
        bindOnce(index, (statement, at) -> statement.setAsciiStream(at, inputStream, length));
    }

    @Override
    public void setBigDecimal(int index, BigDecimal bigDecimal) throws SQLException {
        bind(index, bigDecimal, (statement, at) -> statement.setBigDecimal(at, bigDecimal));
    }

    @Override
    public void setBinaryStream(int index, InputStream inputStream) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setBinaryStream(at, inputStream));
    }

    @Override
    public void setBinaryStream(int index, InputStream inputStream, int number)
            throws SQLException {
        bindOnce(index, (statement, at) -> statement.setBinaryStream(at, inputStream, number));
    }

    @Override
    public void setBinaryStream(int index, InputStream inputStream, long length)
            throws SQLException {
        bindOnce(index, (statement, at) -> statement.setBinaryStream(at, inputStream, length));
    }

    @Override
    public void setBlob(int index, InputStream inputStream) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setBlob(at, inputStream));
    }

    @Override
    public void setBlob(int index, Blob blob) throws SQLException {
        bind(index, (statement, at) -> statement.setBlob(at, blob));
    }

    @Override
    public void setBlob(int index, InputStream inputStream, long length) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setBlob(at, inputStream, length));
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        bind(index, value, (statement, at) -> statement.setBoolean(at, value));
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        bind(index, value, (statement, at) -> statement.setByte(at, value));
    }

    @Override
    public void setBytes(int index, byte[] values) throws SQLException {
        bind(index, values, (statement, at) -> statement.setBytes(at, values));
    }

    @Override
    public void setCharacterStream(int index, Reader reader) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setCharacterStream(at, reader));
    }

    @Override
    public void setCharacterStream(int index, Reader reader, int number) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setCharacterStream(at, reader, number));
    }

    @Override
    public void setCharacterStream(int index, Reader reader, long length) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setCharacterStream(at, reader, length));
    }

    @Override
    public void setClob(int index, Reader reader) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setClob(at, reader));
    }

    @Override
    public void setClob(int index, Clob clob) throws SQLException {
        bind(index, (statement, at) -> statement.setClob(at, clob));
    }

    @Override
    public void setClob(int index, Reader reader, long length) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setClob(at, reader, length));
    }

    @Override
    public void setDate(int index, Date date) throws SQLException {
        bind(index, date, (statement, at) -> statement.setDate(at, date));
    }

    @Override
    public void setDate(int index, Date date, Calendar calendar) throws SQLException {
        bind(index, (statement, at) -> statement.setDate(at, date, calendar));
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        bind(index, value, (statement, at) -> statement.setDouble(at, value));
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        bind(index, value, (statement, at) -> statement.setFloat(at, value));
    }

    @Override
    public void setInt(int index, int number) throws SQLException {
        bind(index, number, (statement, at) -> statement.setInt(at, number));
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        bind(index, value, (statement, at) -> statement.setLong(at, value));
    }

    @Override
    public void setNCharacterStream(int index, Reader reader) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setNCharacterStream(at, reader));
    }

    @Override
    public void setNCharacterStream(int index, Reader reader, long length) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setNCharacterStream(at, reader, length));
    }

    @Override
    public void setNClob(int index, Reader reader) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setNClob(at, reader));
    }

    @Override
    public void setNClob(int index, NClob nClob) throws SQLException {
        bind(index, (statement, at) -> statement.setNClob(at, nClob));
    }

    @Override
    public void setNClob(int index, Reader reader, long length) throws SQLException {
        bindOnce(index, (statement, at) -> statement.setNClob(at, reader, length));
    }

    @Override
    public void setNString(int index, String value) throws SQLException {
        bind(index, value, (statement, at) -> statement.setNString(at, value));
    }

    @Override
    public void setNull(int index, int number) throws SQLException {
        bind(index, null, (statement, at) -> statement.setNull(at, number));
    }

    @Override
    public void setNull(int index, int number, String name) throws SQLException {
        bind(index, (statement, at) -> statement.setNull(at, number, name));
    }

    @Override
    public void setObject(int index, Object value) throws SQLException {
        bind(index, value, (statement, at) -> statement.setObject(at, value));
    }

    @Override
    public void setObject(int index, Object value, int number) throws SQLException {
        bind(index, (statement, at) -> statement.setObject(at, value, number));
    }

    @Override
    public void setObject(int index, Object value, SQLType sQLType) throws SQLException {
        bind(index, (statement, at) -> statement.setObject(at, value, sQLType));
    }

    @Override
    public void setObject(int index, Object value, int number1, int number2) throws SQLException {
        bind(index, (statement, at) -> statement.setObject(at, value, number1, number2));
    }

    @Override
    public void setObject(int index, Object value, SQLType sQLType, int number)
            throws SQLException {
        bind(index, (statement, at) -> statement.setObject(at, value, sQLType, number));
    }

    @Override
    public void setRef(int index, Ref ref) throws SQLException {
        bind(index, (statement, at) -> statement.setRef(at, ref));
    }

    @Override
    public void setRowId(int index, RowId rowId) throws SQLException {
        bind(index, (statement, at) -> statement.setRowId(at, rowId));
    }

    @Override
    public void setSQLXML(int index, SQLXML sQLXML) throws SQLException {
        bind(index, (statement, at) -> statement.setSQLXML(at, sQLXML));
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        bind(index, value, (statement, at) -> statement.setShort(at, value));
    }

    @Override
    public void setString(int index, String value) throws SQLException {
        bind(index, value, (statement, at) -> statement.setString(at, value));
    }

    @Override
    public void setTime(int index, Time time) throws SQLException {
        bind(index, time, (statement, at) -> statement.setTime(at, time));
    }

    @Override
    public void setTime(int index, Time time, Calendar calendar) throws SQLException {
        bind(index, (statement, at) -> statement.setTime(at, time, calendar));
    }

    @Override
    public void setTimestamp(int index, Timestamp timestamp) throws SQLException {
        bind(index, timestamp, (statement, at) -> statement.setTimestamp(at, timestamp));
    }

    @Override
    public void setTimestamp(int index, Timestamp timestamp, Calendar calendar)
            throws SQLException {
        bind(index, (statement, at) -> statement.setTimestamp(at, timestamp, calendar));
    }

    @Override
    public void setURL(int index, URL uRL) throws SQLException {
        bind(index, (statement, at) -> statement.setURL(at, uRL));
    }

    @Deprecated
    @Override
    public void setUnicodeStream(int index, InputStream inputStream, int number)
            throws SQLException {
        bindOnce(index, (statement, at) -> statement.setUnicodeStream(at, inputStream, number));
    }
}

package dev.howdah.duckdb.jdbc;

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
    /** Sets a parameter. */
    interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    ForwardingPreparedStatement(
            HowdahConnection connection, InnerStatement<PreparedStatement> inner) {
        super(connection, inner);
    }

    @Override
    abstract PreparedStatement delegate() throws SQLException;

    /** Sets a parameter by an action that can be repeated on another statement. */
    abstract void bind(int index, Binder binder) throws SQLException;

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
        bind(index, statement -> statement.setArray(index, array));
    }

    @Override
    public void setAsciiStream(int index, InputStream inputStream) throws SQLException {
        bindOnce(index, statement -> statement.setAsciiStream(index, inputStream));
    }

    @Override
    public void setAsciiStream(int index, InputStream inputStream, int number) throws SQLException {
        bindOnce(index, statement -> statement.setAsciiStream(index, inputStream, number));
    }

    @Override
    public void setAsciiStream(int index, InputStream inputStream, long length)
            throws SQLException {
        bindOnce(index, statement -> statement.setAsciiStream(index, inputStream, length));
    }

    @Override
    public void setBigDecimal(int index, BigDecimal bigDecimal) throws SQLException {
        bind(index, statement -> statement.setBigDecimal(index, bigDecimal));
    }

    @Override
    public void setBinaryStream(int index, InputStream inputStream) throws SQLException {
        bindOnce(index, statement -> statement.setBinaryStream(index, inputStream));
    }

    @Override
    public void setBinaryStream(int index, InputStream inputStream, int number)
            throws SQLException {
        bindOnce(index, statement -> statement.setBinaryStream(index, inputStream, number));
    }

    @Override
    public void setBinaryStream(int index, InputStream inputStream, long length)
            throws SQLException {
        bindOnce(index, statement -> statement.setBinaryStream(index, inputStream, length));
    }

    @Override
    public void setBlob(int index, InputStream inputStream) throws SQLException {
        bindOnce(index, statement -> statement.setBlob(index, inputStream));
    }

    @Override
    public void setBlob(int index, Blob blob) throws SQLException {
        bind(index, statement -> statement.setBlob(index, blob));
    }

    @Override
    public void setBlob(int index, InputStream inputStream, long length) throws SQLException {
        bindOnce(index, statement -> statement.setBlob(index, inputStream, length));
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        bind(index, statement -> statement.setBoolean(index, value));
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        bind(index, statement -> statement.setByte(index, value));
    }

    @Override
    public void setBytes(int index, byte[] values) throws SQLException {
        bind(index, statement -> statement.setBytes(index, values));
    }

    @Override
    public void setCharacterStream(int index, Reader reader) throws SQLException {
        bindOnce(index, statement -> statement.setCharacterStream(index, reader));
    }

    @Override
    public void setCharacterStream(int index, Reader reader, int number) throws SQLException {
        bindOnce(index, statement -> statement.setCharacterStream(index, reader, number));
    }

    @Override
    public void setCharacterStream(int index, Reader reader, long length) throws SQLException {
        bindOnce(index, statement -> statement.setCharacterStream(index, reader, length));
    }

    @Override
    public void setClob(int index, Reader reader) throws SQLException {
        bindOnce(index, statement -> statement.setClob(index, reader));
    }

    @Override
    public void setClob(int index, Clob clob) throws SQLException {
        bind(index, statement -> statement.setClob(index, clob));
    }

    @Override
    public void setClob(int index, Reader reader, long length) throws SQLException {
        bindOnce(index, statement -> statement.setClob(index, reader, length));
    }

    @Override
    public void setDate(int index, Date date) throws SQLException {
        bind(index, statement -> statement.setDate(index, date));
    }

    @Override
    public void setDate(int index, Date date, Calendar calendar) throws SQLException {
        bind(index, statement -> statement.setDate(index, date, calendar));
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        bind(index, statement -> statement.setDouble(index, value));
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        bind(index, statement -> statement.setFloat(index, value));
    }

    @Override
    public void setInt(int index, int number) throws SQLException {
        bind(index, statement -> statement.setInt(index, number));
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        bind(index, statement -> statement.setLong(index, value));
    }

    @Override
    public void setNCharacterStream(int index, Reader reader) throws SQLException {
        bindOnce(index, statement -> statement.setNCharacterStream(index, reader));
    }

    @Override
    public void setNCharacterStream(int index, Reader reader, long length) throws SQLException {
        bindOnce(index, statement -> statement.setNCharacterStream(index, reader, length));
    }

    @Override
    public void setNClob(int index, Reader reader) throws SQLException {
        bindOnce(index, statement -> statement.setNClob(index, reader));
    }

    @Override
    public void setNClob(int index, NClob nClob) throws SQLException {
        bind(index, statement -> statement.setNClob(index, nClob));
    }

    @Override
    public void setNClob(int index, Reader reader, long length) throws SQLException {
        bindOnce(index, statement -> statement.setNClob(index, reader, length));
    }

    @Override
    public void setNString(int index, String value) throws SQLException {
        bind(index, statement -> statement.setNString(index, value));
    }

    @Override
    public void setNull(int index, int number) throws SQLException {
        bind(index, statement -> statement.setNull(index, number));
    }

    @Override
    public void setNull(int index, int number, String name) throws SQLException {
        bind(index, statement -> statement.setNull(index, number, name));
    }

    @Override
    public void setObject(int index, Object value) throws SQLException {
        bind(index, statement -> statement.setObject(index, value));
    }

    @Override
    public void setObject(int index, Object value, int number) throws SQLException {
        bind(index, statement -> statement.setObject(index, value, number));
    }

    @Override
    public void setObject(int index, Object value, SQLType sQLType) throws SQLException {
        bind(index, statement -> statement.setObject(index, value, sQLType));
    }

    @Override
    public void setObject(int index, Object value, int number1, int number2) throws SQLException {
        bind(index, statement -> statement.setObject(index, value, number1, number2));
    }

    @Override
    public void setObject(int index, Object value, SQLType sQLType, int number)
            throws SQLException {
        bind(index, statement -> statement.setObject(index, value, sQLType, number));
    }

    @Override
    public void setRef(int index, Ref ref) throws SQLException {
        bind(index, statement -> statement.setRef(index, ref));
    }

    @Override
    public void setRowId(int index, RowId rowId) throws SQLException {
        bind(index, statement -> statement.setRowId(index, rowId));
    }

    @Override
    public void setSQLXML(int index, SQLXML sQLXML) throws SQLException {
        bind(index, statement -> statement.setSQLXML(index, sQLXML));
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        bind(index, statement -> statement.setShort(index, value));
    }

    @Override
    public void setString(int index, String value) throws SQLException {
        bind(index, statement -> statement.setString(index, value));
    }

    @Override
    public void setTime(int index, Time time) throws SQLException {
        bind(index, statement -> statement.setTime(index, time));
    }

    @Override
    public void setTime(int index, Time time, Calendar calendar) throws SQLException {
        bind(index, statement -> statement.setTime(index, time, calendar));
    }

    @Override
    public void setTimestamp(int index, Timestamp timestamp) throws SQLException {
        bind(index, statement -> statement.setTimestamp(index, timestamp));
    }

    @Override
    public void setTimestamp(int index, Timestamp timestamp, Calendar calendar)
            throws SQLException {
        bind(index, statement -> statement.setTimestamp(index, timestamp, calendar));
    }

    @Override
    public void setURL(int index, URL uRL) throws SQLException {
        bind(index, statement -> statement.setURL(index, uRL));
    }

    @Deprecated
    @Override
    public void setUnicodeStream(int index, InputStream inputStream, int number)
            throws SQLException {
        bindOnce(index, statement -> statement.setUnicodeStream(index, inputStream, number));
    }
}

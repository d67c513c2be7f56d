package dev.howdah.duckdb.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/** Hands every method to another connection; longer than most files because java.sql is. */
abstract class ForwardingConnection implements Connection {
    /** The connection that does the work. */
    abstract Connection delegate();

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : delegate().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || delegate().isWrapperFor(type);
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        delegate().abort(executor);
    }

    @Override
    public void beginRequest() throws SQLException {
        delegate().beginRequest();
    }

    @Override
    public void clearWarnings() throws SQLException {
        delegate().clearWarnings();
    }

    @Override
    public void close() throws SQLException {
        delegate().close();
    }

    @Override
    public void commit() throws SQLException {
        delegate().commit();
    }

    @Override
    public Array createArrayOf(String name, Object[] values) throws SQLException {
        return delegate().createArrayOf(name, values);
    }

    @Override
    public Blob createBlob() throws SQLException {
        return delegate().createBlob();
    }

    @Override
    public Clob createClob() throws SQLException {
        return delegate().createClob();
    }

    @Override
    public NClob createNClob() throws SQLException {
        return delegate().createNClob();
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        return delegate().createSQLXML();
    }

    @Override
    public Statement createStatement() throws SQLException {
        return delegate().createStatement();
    }

    @Override
    public Statement createStatement(int number1, int number2) throws SQLException {
        return delegate().createStatement(number1, number2);
    }

    @Override
    public Statement createStatement(int number1, int number2, int number3) throws SQLException {
        return delegate().createStatement(number1, number2, number3);
    }

    @Override
    public Struct createStruct(String name, Object[] values) throws SQLException {
        return delegate().createStruct(name, values);
    }

    @Override
    public void endRequest() throws SQLException {
        delegate().endRequest();
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        return delegate().getAutoCommit();
    }

    @Override
    public String getCatalog() throws SQLException {
        return delegate().getCatalog();
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        return delegate().getClientInfo();
    }

    @Override
    public String getClientInfo(String name) throws SQLException {
        return delegate().getClientInfo(name);
    }

    @Override
    public int getHoldability() throws SQLException {
        return delegate().getHoldability();
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return delegate().getMetaData();
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        return delegate().getNetworkTimeout();
    }

    @Override
    public String getSchema() throws SQLException {
        return delegate().getSchema();
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        return delegate().getTransactionIsolation();
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        return delegate().getTypeMap();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        return delegate().getWarnings();
    }

    @Override
    public boolean isClosed() throws SQLException {
        return delegate().isClosed();
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return delegate().isReadOnly();
    }

    @Override
    public boolean isValid(int number) throws SQLException {
        return delegate().isValid(number);
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        return delegate().nativeSQL(sql);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return delegate().prepareCall(sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int number1, int number2) throws SQLException {
        return delegate().prepareCall(sql, number1, number2);
    }

    @Override
    public CallableStatement prepareCall(String sql, int number1, int number2, int number3)
            throws SQLException {
        return delegate().prepareCall(sql, number1, number2, number3);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return delegate().prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] values) throws SQLException {
        return delegate().prepareStatement(sql, values);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] values) throws SQLException {
        return delegate().prepareStatement(sql, values);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int number) throws SQLException {
        return delegate().prepareStatement(sql, number);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int number1, int number2)
            throws SQLException {
        return delegate().prepareStatement(sql, number1, number2);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int number1, int number2, int number3)
            throws SQLException {
        return delegate().prepareStatement(sql, number1, number2, number3);
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        delegate().releaseSavepoint(savepoint);
    }

    @Override
    public void rollback() throws SQLException {
        delegate().rollback();
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        delegate().rollback(savepoint);
    }

    @Override
    public void setAutoCommit(boolean flag) throws SQLException {
        delegate().setAutoCommit(flag);
    }

    @Override
    public void setCatalog(String name) throws SQLException {
        delegate().setCatalog(name);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        delegate().setClientInfo(properties);
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        delegate().setClientInfo(name, value);
    }

    @Override
    public void setHoldability(int number) throws SQLException {
        delegate().setHoldability(number);
    }

    @Override
    public void setNetworkTimeout(Executor executor, int number) throws SQLException {
        delegate().setNetworkTimeout(executor, number);
    }

    @Override
    public void setReadOnly(boolean flag) throws SQLException {
        delegate().setReadOnly(flag);
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        return delegate().setSavepoint();
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        return delegate().setSavepoint(name);
    }

    @Override
    public void setSchema(String name) throws SQLException {
        delegate().setSchema(name);
    }

    @Override
    public void setShardingKey(ShardingKey shardingKey) throws SQLException {
        delegate().setShardingKey(shardingKey);
    }

    @Override
    public void setShardingKey(ShardingKey shardingKey1, ShardingKey shardingKey2)
            throws SQLException {
        delegate().setShardingKey(shardingKey1, shardingKey2);
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey shardingKey, int number) throws SQLException {
        return delegate().setShardingKeyIfValid(shardingKey, number);
    }

    @Override
    public boolean setShardingKeyIfValid(
            ShardingKey shardingKey1, ShardingKey shardingKey2, int number) throws SQLException {
        return delegate().setShardingKeyIfValid(shardingKey1, shardingKey2, number);
    }

    @Override
    public void setTransactionIsolation(int number) throws SQLException {
        delegate().setTransactionIsolation(number);
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> value) throws SQLException {
        delegate().setTypeMap(value);
    }
}

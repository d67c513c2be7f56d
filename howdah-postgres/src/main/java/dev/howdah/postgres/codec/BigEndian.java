package dev.howdah.postgres.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network byte order out of a byte array. */
final class BigEndian {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle FLOAT = view(float[].class);
    private static final VarHandle DOUBLE = view(double[].class);

    private BigEndian() {}

    static short int2(byte[] buffer, int offset) {
        return (short) SHORT.get(buffer, offset);
    }

    static int int4(byte[] buffer, int offset) {
        return (int) INT.get(buffer, offset);
    }

    static long int8(byte[] buffer, int offset) {
        return (long) LONG.get(buffer, offset);
    }

    static float float4(byte[] buffer, int offset) {
        return (float) FLOAT.get(buffer, offset);
    }

    static double float8(byte[] buffer, int offset) {
        return (double) DOUBLE.get(buffer, offset);
    }

    static void putInt2(byte[] buffer, int offset, int value) {
        SHORT.set(buffer, offset, (short) value);
    }

    static void putInt4(byte[] buffer, int offset, int value) {
        INT.set(buffer, offset, value);
    }

    static void putInt8(byte[] buffer, int offset, long value) {
        LONG.set(buffer, offset, value);
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN);
    }
}

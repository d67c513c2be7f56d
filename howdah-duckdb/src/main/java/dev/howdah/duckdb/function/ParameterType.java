package dev.howdah.duckdb.function;

import dev.howdah.duckdb.nativeapi.NativeTypeId;

/** What a table function's parameter may be; DuckDB casts to it before it calls. */
public enum ParameterType {
    VARCHAR(NativeTypeId.VARCHAR),
    BIGINT(NativeTypeId.BIGINT),
    BOOLEAN(NativeTypeId.BOOLEAN),
    /** Taken as it comes. */
    ANY(NativeTypeId.ANY);

    private final NativeTypeId nativeType;

    ParameterType(NativeTypeId nativeType) {
        this.nativeType = nativeType;
    }

    NativeTypeId nativeType() {
        return nativeType;
    }
}

package dev.howdah.duckdb.nativeapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The C function behind a record component; pointers and idx_t are {@code long}, a {@code
 * duckdb_result} by value is a segment.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface CSymbol {
    String value();

    Class<?> returns() default void.class;

    Class<?>[] takes() default {};
}

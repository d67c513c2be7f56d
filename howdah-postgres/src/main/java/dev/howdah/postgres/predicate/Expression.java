package dev.howdah.postgres.predicate;

import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.PgType;

import java.util.List;
import java.util.Objects;

/**
 * An expression that a host wants PostgreSQL to evaluate, with the meaning that the host's engine
 * gives it. Truth values are three-valued as in SQL.
 */
public sealed interface Expression {

    /**
     * A column of the scanned relation.
     *
     * @param name its name in PostgreSQL, unquoted
     * @param mapping how it is read, and so what the host's engine sees
     * @param notNull whether it holds no nulls; false when that isn't known
     * @param binaryCollation whether its text compares byte by byte (collation C or POSIX)
     * @param deterministicCollation whether equal text is equal byte by byte
     */
    record ColumnReference(
            String name,
            ColumnMapping mapping,
            boolean notNull,
            boolean binaryCollation,
            boolean deterministicCollation)
            implements Expression {
        public ColumnReference {
            Objects.requireNonNull(name);
            Objects.requireNonNull(mapping);
        }

        /** What the host's engine sees it as. */
        public LogicalType logical() {
            return mapping.logical();
        }
    }

    /**
     * A constant that is not null.
     *
     * @param text the value in PostgreSQL's input syntax for the type; timestamps with time zone
     *     carry their offset. Of a decimal's type only the kind counts: the text may have any
     *     number of digits
     */
    record Literal(LogicalType type, String text) implements Expression {
        public Literal {
            Objects.requireNonNull(type);
            Objects.requireNonNull(text);
        }
    }

    /** A constant of one of PostgreSQL's own types; made by the rules, never by a host. */
    record TypedLiteral(PgType type, String text) implements Expression {
        public TypedLiteral {
            Objects.requireNonNull(type);
            Objects.requireNonNull(text);
        }
    }

    /** Something that only the host can evaluate; nothing is pushed for it. */
    record Opaque(String text) implements Expression {}

    /** Text compared byte by byte whatever its collation; made by the rules, never by a host. */
    record Bytewise(Expression operand) implements Expression {}

    /** The six orders, and the two comparisons that treat null as a value. */
    enum ComparisonOperator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        DISTINCT,
        NOT_DISTINCT
    }

    /** {@code left op right}. */
    record Comparison(ComparisonOperator operator, Expression left, Expression right)
            implements Expression {}

    /** All of two or more. */
    record And(List<Expression> terms) implements Expression {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /** Any of two or more. */
    record Or(List<Expression> terms) implements Expression {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    /** Logical negation. */
    record Not(Expression term) implements Expression {}

    /** {@code operand IS [NOT] NULL}. */
    record IsNull(Expression operand, boolean negated) implements Expression {}

    /**
     * From one constant to another. Whether the ends themselves belong to it is unknown: some
     * engines print {@code x > 1 AND x < 9} as {@code x BETWEEN 1 AND 9}.
     */
    record Between(Expression operand, Literal low, Literal high) implements Expression {}

    /**
     * {@code operand IN (values)}.
     *
     * @param values constants of one type, none of them null
     */
    record In(Expression operand, List<Expression> values) implements Expression {
        public In {
            values = List.copyOf(values);
        }
    }

    /** LIKE or ILIKE with a constant pattern and the escape character {@code \} or none. */
    record Like(Expression operand, String pattern, boolean caseInsensitive, boolean escaped)
            implements Expression {}

    /** A substring at the start, at the end or anywhere; compared byte by byte. */
    record Substring(Expression operand, Position position, String text) implements Expression {
        /** Where the text must stand. */
        public enum Position {
            START,
            END,
            ANYWHERE
        }
    }

    /** The operators whose meaning both sides share. */
    enum ArithmeticOperator {
        ADD,
        SUBTRACT,
        MULTIPLY
    }

    /** {@code left op right} on numbers. */
    record Arithmetic(ArithmeticOperator operator, Expression left, Expression right)
            implements Expression {}

    /** A cast to another type. */
    record Cast(Expression operand, LogicalType target) implements Expression {}

    /** A part of a date or time, a whole number in both. */
    record DatePart(Field field, Expression operand) implements Expression {
        /** The parts that both sides compute alike, by PostgreSQL's names. */
        public enum Field {
            YEAR,
            QUARTER,
            MONTH,
            DAY,
            /** 0 is Sunday. */
            DOW,
            /** 1 is Monday. */
            ISODOW,
            DOY,
            HOUR,
            MINUTE
        }
    }

    /** A function of text. */
    record TextCall(Function function, Expression operand) implements Expression {
        /** The functions, by PostgreSQL's names. */
        public enum Function {
            /** The number of code points. */
            CHAR_LENGTH,
            /** The number of bytes; made by the rules, never by a host. */
            OCTET_LENGTH,
            LOWER,
            UPPER
        }
    }
}

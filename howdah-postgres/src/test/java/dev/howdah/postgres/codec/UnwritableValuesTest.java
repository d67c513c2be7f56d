package dev.howdah.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.Int128Column;
import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.column.IntervalColumn;
import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.WriteColumn;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Values that PostgreSQL can't hold are errors that name column, row, value and the way out. */
class UnwritableValuesTest {
    private static final PgType TEXT = builtIn(25, "text");

    @ParameterizedTest
    @ValueSource(ints = {-2_440_589, 2_145_042_906, Integer.MIN_VALUE, Integer.MAX_VALUE - 1})
    void refusesADateOutOfRange(int days) {
        for (WriteForm form : WriteForm.values()) {
            refuses(
                    form,
                    builtIn(1082, "date"),
                    Scalar.DATE,
                    column -> ((IntColumn) column).set(1, days),
                    Integer.toString(days),
                    "4714-11-24 BC");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-210_866_803_200_000_001L, Long.MIN_VALUE})
    void refusesATimestampOutOfRange(long micros) {
        for (WriteForm form : WriteForm.values()) {
            refuses(
                    form,
                    builtIn(1114, "timestamp"),
                    Scalar.TIMESTAMP,
                    column -> ((LongColumn) column).set(1, micros),
                    Long.toString(micros),
                    "4714-11-24 BC");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesATimeOutsideTheDay(WriteForm form) {
        refuses(
                form,
                builtIn(1083, "time"),
                Scalar.TIME,
                column -> ((LongColumn) column).set(1, 86_400_000_001L),
                "86400000001",
                "outside the day");
        refuses(
                form,
                builtIn(1266, "timetz"),
                Scalar.TIMETZ,
                column -> ((Int128Column) column).set(1, 0, 57_600),
                "57600",
                "UTC");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnIntervalThatMeansInfinity(WriteForm form) {
        refuses(
                form,
                builtIn(1186, "interval"),
                Scalar.INTERVAL,
                column ->
                        ((IntervalColumn) column)
                                .set(1, Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE),
                "9223372036854775807",
                "infinity");
    }

    @ParameterizedTest
    @EnumSource
    void refusesADecimalOfTooManyDigits(WriteForm form) {
        refuses(
                form,
                builtIn(1700, "numeric"),
                new Decimal(10, 2),
                column -> ((LongColumn) column).set(1, -10_000_000_000L),
                "-100000000.00",
                "numeric(10,2)");
        refuses(
                form,
                builtIn(1700, "numeric"),
                new Decimal(38, 0),
                column -> ((Int128Column) column).set(1, 0, 5L << 60),
                "106338239662793269832304564822427566080",
                "numeric(38,0)");
    }

    @ParameterizedTest
    @CsvSource({
        "one",
        "''",
        "1e",
        "1.2.3",
        "--1",
        "0x10",
        "1_000",
        ".",
        "1e200000",
        "1e-20000",
        "infinit"
    })
    void refusesTextThatIsNoNumeric(String text) {
        refuses(
                WriteForm.BINARY,
                builtIn(1700, "numeric"),
                Scalar.TEXT,
                column -> set(column, 1, text),
                text,
                "number");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAZeroByteInText(WriteForm form) {
        for (String text : List.of("\0", "before\0after", "a longer text with an end\0")) {
            refuses(
                    form,
                    TEXT,
                    Scalar.TEXT,
                    column -> set(column, 1, text),
                    "zero byte at position " + (text.indexOf('\0') + 1),
                    "pg_null_byte_replacement");
        }
        refuses(
                form,
                new PgType.Array(1009, "pg_catalog", "_text", TEXT),
                new ListOf(Scalar.TEXT),
                column -> {
                    ListColumn list = (ListColumn) column;
                    int start = list.reserve(1, 2);
                    set(list.child(), start, "fine");
                    set(list.child(), start + 1, "a\0");
                },
                "zero byte",
                "\"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "ü€"})
    void putsAReplacementInPlaceOfZeroBytes(String replacement) {
        RowBatch batch = RowBatch.of(List.of(Scalar.TEXT));
        set(batch.columns().get(0), 0, "\0a\0\0b\0");
        set(batch.columns().get(0), 1, "none");
        batch.setRowCount(2);
        List<WriteColumn> columns = List.of(new WriteColumn("c", TEXT, -1, Scalar.TEXT));
        EncodeOptions options = new EncodeOptions(Optional.of(replacement));
        String replaced = "\0a\0\0b\0".replace("\0", replacement);
        CopyBuffer out = new CopyBuffer();
        RowEncoder.text(columns, options).encode(batch, 0, 2, out);
        assertThat(out.text(0)).isEqualTo(replaced + "\nnone\n");
        assertThat(LiteralEncoder.row(columns, options, batch, 0))
                .isEqualTo("('" + replaced + "'::\"pg_catalog\".\"text\")");
        out.clear();
        RowEncoder.binary(columns, options).encode(batch, 0, 2, out);
        assertThat(BigEndian.int4(out.bytes(), 2))
                .isEqualTo(replaced.getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @EnumSource
    void refusesListsThatAreNoArray(WriteForm form) {
        PgType array = new PgType.Array(1007, "pg_catalog", "_int4", builtIn(23, "int4"));
        ListOf nested = new ListOf(new ListOf(Scalar.INT4));
        refuses(form, array, nested, column -> lists((ListColumn) column, 2, 1), "2", "jsonb");
        refuses(form, array, nested, column -> lists((ListColumn) column, 0, 1), "0", "jsonb");
        refuses(form, array, nested, column -> lists((ListColumn) column, 1, -1), "NULL", "jsonb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "ü", "\\400", "\\9"})
    void refusesWhatIsNoChar(String text) {
        for (WriteForm form : WriteForm.values()) {
            refuses(
                    form,
                    builtIn(18, "char"),
                    Scalar.TEXT,
                    column -> set(column, 1, text),
                    text,
                    "\"char\"");
        }
    }

    /** Writes two rows, of which the second can't be written, and looks at the error. */
    private static void refuses(
            WriteForm form,
            PgType type,
            LogicalType logical,
            Consumer<ColumnBuffer> secondRow,
            String value,
            String mend) {
        RowBatch batch = RowBatch.of(List.of(logical));
        ColumnBuffer column = batch.columns().get(0);
        column.setNull(0);
        secondRow.accept(column);
        batch.setRowCount(2);
        List<WriteColumn> columns =
                List.of(new WriteColumn("the c", type, PgType.NO_TYPMOD, logical));
        assertThatThrownBy(() -> form.render(columns, EncodeOptions.STRICT, batch))
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.DATA))
                .hasMessageContaining("column \"the c\", row 2")
                .hasMessageContaining(value)
                .hasMessageContaining(mend);
    }

    /** A list in row 1 that holds lists of these sizes; a negative size is a null list. */
    private static void lists(ListColumn outer, int... sizes) {
        int start = outer.reserve(1, sizes.length);
        ListColumn inner = (ListColumn) outer.child();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 0) {
                inner.setNull(start + i);
            } else {
                inner.reserve(start + i, sizes[i]);
            }
        }
    }

    private static void set(ColumnBuffer column, int row, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ((BytesColumn) column).set(row, bytes, 0, bytes.length);
    }

    private static PgType builtIn(int oid, String name) {
        return new PgType.Base(oid, "pg_catalog", name);
    }
}

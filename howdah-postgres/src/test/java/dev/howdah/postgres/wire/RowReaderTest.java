package dev.howdah.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class RowReaderTest {
    private static final List<Integer> VALUES = List.of(1, -1, 0, Integer.MIN_VALUE, 65536);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 100_000})
    void readsRowsHoweverTheyAreTorn(int longest) {
        for (long seed = 0; seed < 50; seed++) {
            MessageChannel channel = channel(new TornInputStream(goodCopy(), seed, longest));
            assertThat(read(channel)).as("seed " + seed).isEqualTo(VALUES);
            assertThat(channel.isUsable()).isTrue();
            assertThat(channel.isBusy()).isFalse();
            assertThat(channel.transactionStatus()).isEqualTo((byte) 'T');
        }
    }

    @Test
    void takesAHeaderThatSharesItsMessageWithTheFirstRow() {
        byte[] bytes =
                new ServerBytes()
                        .copyBegin()
                        .header(ServerBytes.rowOf(7))
                        .row(8)
                        .copyEnd()
                        .ready('I')
                        .toByteArray();
        assertThat(read(channel(bytes))).containsExactly(7, 8);
    }

    @Test
    void takesAnEmptyResultWhoseTrailerSharesTheHeadersMessage() {
        byte[] bytes =
                new ServerBytes()
                        .copyBegin()
                        .header((byte) -1, (byte) -1)
                        .message('c')
                        .message('C', ServerBytes.text("COPY 0\0"))
                        .ready('I')
                        .toByteArray();
        assertThat(read(channel(bytes))).isEmpty();
    }

    @Test
    void readsARowThatIsWiderThanTheBuffer() {
        byte[] wide = new byte[10_000_000];
        new Random(1).nextBytes(wide);
        byte[] row =
                ServerBytes.join(new byte[] {0, 1, 0, (byte) 0x98, (byte) 0x96, (byte) 0x80}, wide);
        byte[] bytes =
                new ServerBytes()
                        .copyBegin()
                        .header()
                        .message('d', row)
                        .row(3)
                        .copyEnd()
                        .ready('I')
                        .toByteArray();
        RowReader reader =
                RowReader.copyOut(
                        channel(new TornInputStream(bytes, 5, 1 << 20)), "SELECT", () -> {});
        assertThat(reader.nextRow()).isTrue();
        assertThat(
                        ByteBuffer.wrap(
                                reader.buffer(),
                                reader.position(),
                                reader.end() - reader.position()))
                .isEqualTo(ByteBuffer.wrap(row));
        assertThat(reader.nextRow()).isTrue();
        assertThat(reader.bytes()).isEqualTo(row.length + 10L);
        assertThat(reader.nextRow()).isFalse();
        assertThat(reader.nextRow()).isFalse();
    }

    @Test
    void saysThatTheServerIsGoneWhereverTheStreamEnds() {
        byte[] whole = goodCopy();
        for (int length = 0; length < whole.length; length++) {
            MessageChannel channel = channel(new ByteArrayInputStream(whole, 0, length));
            HowdahException failure =
                    catchThrowableOfType(HowdahException.class, () -> read(channel));
            assertThat(failure).as("after " + length + " bytes").isNotNull();
            assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
            assertThat(failure.getMessage()).contains("somewhere");
            assertThat(channel.isUsable()).isFalse();
        }
    }

    @Test
    void neitherHangsNorReadsOutOfBoundsOnDamagedBytes() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = goodCopy();
            int damages = 1 + random.nextInt(3);
            for (int i = 0; i < damages; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            MessageChannel channel = channel(new TornInputStream(bytes, seed, 40));
            try (RowReader reader = RowReader.copyOut(channel, "SELECT", () -> {})) {
                while (reader.nextRow()) {
                    assertThat(reader.position()).isNotNegative();
                    assertThat(reader.end())
                            .isBetween(reader.position() + 2, reader.buffer().length);
                }
            } catch (HowdahException expected) {
                assertThat(expected.kind())
                        .as("seed " + seed)
                        .isIn(ErrorKind.CONNECTION, ErrorKind.SERVER, ErrorKind.UNSUPPORTED);
            } catch (RuntimeException | AssertionError unexpected) {
                throw new AssertionError("seed " + seed, unexpected);
            }
        }
    }

    @Test
    void readsOnToReadyAfterAnError() {
        byte[] bytes =
                new ServerBytes()
                        .copyBegin()
                        .header()
                        .row(1)
                        .notice()
                        .error("ERROR", "22012", "division by zero")
                        .notice()
                        .ready('E')
                        .toByteArray();
        MessageChannel channel = channel(bytes);
        RowReader reader = RowReader.copyOut(channel, "SELECT", () -> {});
        assertThat(reader.nextRow()).isTrue();
        HowdahException failure = catchThrowableOfType(HowdahException.class, reader::nextRow);
        assertThat(failure.kind()).isEqualTo(ErrorKind.SERVER);
        assertThat(failure.sqlState()).isEqualTo("22012");
        assertThat(failure.getMessage()).contains("division by zero", "character 12", "somewhere");
        assertThat(channel.isUsable()).isTrue();
        assertThat(channel.transactionStatus()).isEqualTo((byte) 'E');
        assertThat(reader.nextRow()).isFalse();
    }

    @Test
    void takesAFatalErrorForTheEndOfTheConnection() {
        byte[] bytes =
                new ServerBytes()
                        .copyBegin()
                        .header()
                        .error("FATAL", "57P01", "terminating connection")
                        .toByteArray();
        MessageChannel channel = channel(bytes);
        HowdahException failure = catchThrowableOfType(HowdahException.class, () -> read(channel));
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
        assertThat(failure.sqlState()).isEqualTo("57P01");
        assertThat(channel.isUsable()).isFalse();
    }

    @Test
    void needsNoCancelRequestWhenEverythingHasArrived() {
        MessageChannel channel = channel(goodCopy());
        List<String> cancels = new ArrayList<>();
        RowReader reader = RowReader.copyOut(channel, "SELECT", () -> cancels.add("cancel"));
        assertThat(reader.nextRow()).isTrue();
        reader.close();
        reader.close();
        assertThat(cancels).isEmpty();
        assertThat(channel.isBusy()).isFalse();
        assertThat(channel.isUsable()).isTrue();
    }

    @Test
    void givesTheConnectionUpWhenTheServerDoesNotStop() {
        byte[] bytes = new ServerBytes().copyBegin().header().row(1).toByteArray();
        byte[] more = new ServerBytes().row(2).toByteArray();
        InputStream endless =
                new InputStream() {
                    private int at;

                    @Override
                    public int read() {
                        int index = at++;
                        return index < bytes.length
                                ? bytes[index] & 0xff
                                : more[(index - bytes.length) % more.length] & 0xff;
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) {
                        target[offset] = (byte) read();
                        return 1;
                    }
                };
        MessageChannel channel = channel(endless);
        RowReader reader = RowReader.copyOut(channel, "SELECT", () -> {});
        assertThat(reader.nextRow()).isTrue();
        reader.close();
        assertThat(channel.isUsable()).isFalse();
    }

    @Test
    void refusesTextCopyAndForeignHeaders() {
        assertThatThrownBy(
                        () ->
                                read(
                                        channel(
                                                new ServerBytes()
                                                        .message('H', (byte) 0, (byte) 0, (byte) 0)
                                                        .toByteArray())))
                .hasMessageContaining("instead of binary");
        assertThatThrownBy(
                        () ->
                                read(
                                        channel(
                                                new ServerBytes()
                                                        .copyBegin()
                                                        .message('d', new byte[19])
                                                        .toByteArray())))
                .hasMessageContaining("no binary COPY header");
        assertThatThrownBy(
                        () ->
                                read(
                                        channel(
                                                new ServerBytes()
                                                        .copyBegin()
                                                        .header()
                                                        .message('d', (byte) 0)
                                                        .toByteArray())))
                .hasMessageContaining("a row of 1 bytes");
    }

    @Test
    void showsTheColumnsBeforeTheRows() {
        List<PreparedQuery.Column> seen = new ArrayList<>();
        MessageChannel channel = channel(checkedCopy());
        RowReader reader = RowReader.copyOut(channel, "SELECT", seen::addAll, () -> {});
        assertThat(seen).containsExactly(new PreparedQuery.Column("a", 23, -1));
        assertThat(reader.nextRow()).isTrue();
        reader.drain();
        assertThat(channel.isBusy()).isFalse();
    }

    @Test
    void readsNothingOfColumnsThatAreRefused() {
        MessageChannel channel = channel(checkedCopy());
        assertThatThrownBy(
                        () ->
                                RowReader.copyOut(
                                        channel,
                                        "SELECT",
                                        columns -> {
                                            throw HowdahException.user("no");
                                        },
                                        () -> {}))
                .hasMessage("no");
        assertThat(channel.isBusy()).isFalse();
        assertThat(channel.isUsable()).isTrue();
    }

    /** What is left over from an earlier statement must not pass for a later one's answer. */
    @Test
    void takesNoAnswerThatCameUnasked() {
        byte[] ready = new ServerBytes().ready('T').toByteArray();
        byte[] twice = ServerBytes.join(goodCopy(), ServerBytes.join(ready, goodCopy()));
        MessageChannel early = channel(twice);
        assertThat(read(early)).isEqualTo(VALUES);
        assertThatThrownBy(() -> read(early)).hasMessageContaining("'Z' during no statement");
        assertThat(early.isUsable()).isFalse();
        for (int what = 0; what < 2; what++) {
            MessageChannel late = channel(ready);
            boolean prepares = what == 0;
            assertThatThrownBy(
                            () -> {
                                if (prepares) {
                                    PreparedQuery.prepare(late, "SELECT 1");
                                } else {
                                    late.execute("BEGIN");
                                }
                            })
                    .hasMessageContaining("no answer to a statement");
            assertThat(late.isUsable()).isFalse();
        }
    }

    @Test
    void saysThatTheServerIsGoneWhileItDescribes() {
        byte[] whole = checkedCopy();
        for (int length = 0; length < whole.length; length++) {
            MessageChannel channel = channel(new ByteArrayInputStream(whole, 0, length));
            HowdahException failure =
                    catchThrowableOfType(
                            HowdahException.class,
                            () ->
                                    RowReader.copyOut(channel, "SELECT", columns -> {}, () -> {})
                                            .drain());
            assertThat(failure).as("after " + length + " bytes").isNotNull();
            assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
        }
    }

    /** What comes back when the columns are asked for first: an int4 named a. */
    private static byte[] checkedCopy() {
        byte[] description =
                ByteBuffer.allocate(22)
                        .putShort((short) 1)
                        .put((byte) 'a')
                        .put((byte) 0)
                        .putInt(0)
                        .putShort((short) 0)
                        .putInt(23)
                        .putShort((short) 4)
                        .putInt(-1)
                        .putShort((short) 0)
                        .array();
        byte[] begin =
                new ServerBytes()
                        .message('1')
                        .message('t', (byte) 0, (byte) 0)
                        .message('T', description)
                        .message('1')
                        .message('2')
                        .toByteArray();
        return ServerBytes.join(begin, goodCopy());
    }

    private static byte[] goodCopy() {
        ServerBytes bytes = new ServerBytes().notice().copyBegin().header();
        for (int value : VALUES) {
            bytes.row(value).message('S', ServerBytes.text("TimeZone\0UTC\0"));
        }
        return bytes.copyEnd()
                .message('A', ServerBytes.text("1234c\0p\0"))
                .ready('T')
                .toByteArray();
    }

    private static List<Integer> read(MessageChannel channel) {
        List<Integer> values = new ArrayList<>();
        try (RowReader reader = RowReader.copyOut(channel, "SELECT", () -> {})) {
            while (reader.nextRow()) {
                values.add(ByteBuffer.wrap(reader.buffer()).getInt(reader.position() + 6));
            }
        }
        return values;
    }

    private static MessageChannel channel(byte[] bytes) {
        return channel(new ByteArrayInputStream(bytes));
    }

    private static MessageChannel channel(InputStream input) {
        return AskedServer.channel(input);
    }
}

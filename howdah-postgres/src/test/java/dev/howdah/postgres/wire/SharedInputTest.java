package dev.howdah.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

final class SharedInputTest {
    @Test
    void givesTheDriverNoMoreThanAMessageAtATime() throws IOException {
        byte[] first = new ServerBytes().message('T', new byte[20_000]).ready('I').toByteArray();
        byte[] second = new ServerBytes().notice().toByteArray();
        byte[] both = ServerBytes.join(first, second);
        for (int longest : new int[] {1, 3, 1000, 100_000}) {
            SharedInput input = new SharedInput(new TornInputStream(both, longest, longest));
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            byte[] chunk = new byte[8192];
            while (seen.size() < first.length) {
                seen.write(chunk, 0, input.driverView().read(chunk));
            }
            assertThat(seen.toByteArray()).isEqualTo(first);
            assertThat(input.readAllBytes()).isEqualTo(second);
        }
    }

    @Test
    void changesTheStartupMessageAndNothingElse() throws IOException {
        byte[] tlsRequest = ByteBuffer.allocate(8).putInt(8).putInt(80877103).array();
        byte[] startup = startup("user\0u\0TimeZone\0UTC\0options\0-c x\0\0");
        byte[] query = new ServerBytes().message('Q', ServerBytes.text("TimeZone\0")).toByteArray();
        InputStream answer = new ByteArrayInputStream(new byte[] {'N', 'R', 0, 0, 0, 4});
        for (int piece : new int[] {1, 5, 1000}) {
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            SharedInput input = new SharedInput(answer);
            StartupOutput output =
                    new StartupOutput(sent, input, Map.of("timezone", Optional.empty()));
            write(output, tlsRequest, piece);
            write(output, startup, piece);
            write(output, query, piece);
            byte[] expected = startup("user\0u\0options\0-c x\0\0");
            assertThat(sent.toByteArray())
                    .isEqualTo(ServerBytes.join(tlsRequest, ServerBytes.join(expected, query)));
        }
    }

    @Test
    void readsTheAnswerToARequestForTlsAsOneByte() throws IOException {
        byte[] bytes =
                ServerBytes.join(new byte[] {'N'}, new ServerBytes().ready('I').toByteArray());
        SharedInput input = new SharedInput(new ByteArrayInputStream(bytes));
        input.expectSingleByte();
        byte[] chunk = new byte[100];
        assertThat(input.driverView().read(chunk)).isEqualTo(1);
        assertThat(input.driverView().read(chunk)).isEqualTo(6);
        assertThat(input.driverView().read(chunk)).isEqualTo(-1);
    }

    private static byte[] startup(String parameters) {
        byte[] text = ServerBytes.text(parameters);
        return ByteBuffer.allocate(8 + text.length)
                .putInt(8 + text.length)
                .putInt(196608)
                .put(text)
                .array();
    }

    private static void write(StartupOutput output, byte[] bytes, int piece) throws IOException {
        for (int at = 0; at < bytes.length; at += piece) {
            output.write(bytes, at, Math.min(piece, bytes.length - at));
        }
    }
}

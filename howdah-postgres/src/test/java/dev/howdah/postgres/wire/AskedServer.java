package dev.howdah.postgres.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Says nothing before it is asked something. */
final class AskedServer extends OutputStream {
    private boolean asked;

    @Override
    public void write(int octet) {
        asked = true;
    }

    InputStream answers(InputStream answers) {
        return new FilterInputStream(answers) {
            @Override
            public int available() throws IOException {
                return asked ? super.available() : 0;
            }
        };
    }

    static MessageChannel channel(InputStream answers) {
        AskedServer server = new AskedServer();
        return new MessageChannel(server.answers(answers), server, millis -> {}, "somewhere");
    }
}

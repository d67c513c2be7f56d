package dev.howdah.postgres.connection;

import dev.howdah.postgres.wire.SharedInput;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.Optional;

/** The socket of a session as Howdah uses it next to pgjdbc. */
interface SharedSocket {
    /** The bytes from the server, shared with pgjdbc. */
    SharedInput sharedInput() throws IOException;

    /** The bytes to the server, not filtered. */
    OutputStream plainOutput() throws IOException;

    /** How it is encrypted; empty for plain text. */
    Optional<TlsProtection> tls();

    /** Limits how long a read may block; 0 for no limit. */
    void setSoTimeout(int millis) throws SocketException;
}

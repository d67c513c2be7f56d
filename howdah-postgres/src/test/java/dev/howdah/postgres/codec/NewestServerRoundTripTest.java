package dev.howdah.postgres.codec;

import dev.howdah.server.EmbeddedServer;

/** The newest server that comes along: all types there are. */
class NewestServerRoundTripTest extends RoundTripContract {
    NewestServerRoundTripTest() {
        super(EmbeddedServer.NEWEST);
    }
}

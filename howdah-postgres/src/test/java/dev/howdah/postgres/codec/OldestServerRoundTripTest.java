package dev.howdah.postgres.codec;

import dev.howdah.server.EmbeddedServer;

/** The oldest server that comes along: before infinite intervals and negative numeric scales. */
class OldestServerRoundTripTest extends RoundTripContract {
    OldestServerRoundTripTest() {
        super(EmbeddedServer.OLDEST);
    }
}

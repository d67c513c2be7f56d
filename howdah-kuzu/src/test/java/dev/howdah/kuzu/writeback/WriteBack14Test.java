package dev.howdah.kuzu.writeback;

/** The oldest server that is supported. */
final class WriteBack14Test extends WriteBackContract {
    WriteBack14Test() {
        super(14);
    }
}

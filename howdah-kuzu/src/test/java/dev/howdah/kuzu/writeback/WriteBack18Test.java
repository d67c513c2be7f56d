package dev.howdah.kuzu.writeback;

/** The newest server. */
final class WriteBack18Test extends WriteBackContract {
    WriteBack18Test() {
        super(18);
    }
}

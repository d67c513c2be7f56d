package dev.howdah.kuzu.writeback;

/** The newest server. */
final class WriteBackTypes18Test extends TypesContract {
    WriteBackTypes18Test() {
        super(18);
    }
}

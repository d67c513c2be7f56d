package dev.howdah.kuzu.writeback;

/** The oldest server that is supported. */
final class WriteBackTypes14Test extends TypesContract {
    WriteBackTypes14Test() {
        super(14);
    }
}

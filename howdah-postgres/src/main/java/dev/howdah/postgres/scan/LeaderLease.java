package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;

import java.util.function.BooleanSupplier;

/** The leader on loan to one scan. */
final class LeaderLease implements Lease {
    private final Leader leader;
    private final BooleanSupplier keepWrites;
    private final Owner owner;
    private boolean spoiled;

    /** Who lends the leader. */
    interface Owner {
        /** A statement has failed that took the transaction along. */
        void lost();

        void returned();
    }

    /**
     * @param keepWrites whether what succeeded may have written and must survive later failures
     */
    LeaderLease(Leader leader, BooleanSupplier keepWrites, Owner owner) {
        this.leader = leader;
        this.keepWrites = keepWrites;
        this.owner = owner;
    }

    @Override
    public Session session() {
        return leader.session();
    }

    @Override
    public void spoil() {
        spoiled = true;
    }

    @Override
    public void settle() {
        boolean kept = leader.settle(spoiled, keepWrites.getAsBoolean());
        spoiled = false;
        if (!kept) {
            owner.lost();
        }
    }

    @Override
    public void close() {
        settle();
        owner.returned();
    }
}

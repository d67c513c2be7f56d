package dev.howdah.duckdb.nativeapi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.howdah.duckdb.nativeapi.NativeFunction.BoundFunction;
import dev.howdah.duckdb.nativeapi.NativeFunction.RunningFunction;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What DuckDB calls: one stub a kind of callback for all functions, which tell themselves apart by
 * their extra info. An exception that left a callback would end the JVM, so each catches all and
 * hands DuckDB the message.
 */
final class Callbacks {
    static final long BIND = stub("bind", FunctionDescriptor.ofVoid(JAVA_LONG));
    static final long INIT = stub("init", FunctionDescriptor.ofVoid(JAVA_LONG));
    static final long FILL = stub("fill", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG));
    static final long RELEASE = stub("release", FunctionDescriptor.ofVoid(JAVA_LONG));

    private static final System.Logger LOG = System.getLogger("dev.howdah.duckdb");
    private static final long NO_CONNECTION = -1;

    private Callbacks() {}

    /** The extra info of a function. */
    record Registration(NativeFunction function, FailureListener failures) {}

    /** The bind data of a call. */
    record Bound(Registration registration, long connectionId, BoundFunction function)
            implements AutoCloseable {
        @Override
        public void close() {
            function.close();
        }
    }

    /** The init data of an execution. */
    record Running(Bound bound, RunningFunction function, AtomicBoolean closed)
            implements AutoCloseable {
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                function.close();
            }
        }
    }

    static void bind(long info) {
        Registration registration = null;
        long connectionId = NO_CONNECTION;
        try {
            registration = ObjectTable.get(CallbackInfo.ofBind(info), Registration.class);
            try (ClientContext context = ClientContext.ofBind(info)) {
                connectionId = context.connectionId();
            }
            NativeFunction function = registration.function();
            BindCall call = new BindCall(info, connectionId, function.namedParameters().keySet());
            Bound bound = new Bound(registration, connectionId, function.bind(call));
            CallbackInfo.setBindData(info, ObjectTable.add(bound), RELEASE);
        } catch (Throwable failure) {
            tell(registration, connectionId, failure);
            CallbackInfo.setBindError(info, failure);
        }
    }

    static void init(long info) {
        Bound bound = null;
        try {
            bound = ObjectTable.get(CallbackInfo.bindDataOfInit(info), Bound.class);
            RunningFunction started = bound.function().start(CallbackInfo.columns(info));
            Running running = new Running(bound, started, new AtomicBoolean());
            CallbackInfo.setInitData(info, ObjectTable.add(running), RELEASE);
            CallbackInfo.setMaxThreads(info, started.maxThreads());
        } catch (Throwable failure) {
            tell(bound, failure);
            CallbackInfo.setInitError(info, failure);
        }
    }

    static void fill(long info, long chunk) {
        Running running = null;
        try {
            running = ObjectTable.get(CallbackInfo.initData(info), Running.class);
            NativeChunk target = new NativeChunk(chunk);
            // After a failure the other threads of this execution only have to stop.
            target.setSize(running.closed().get() ? 0 : running.function().fill(target));
        } catch (Throwable failure) {
            fillFailed(info, chunk, running, failure);
        }
    }

    private static void fillFailed(
            long info, long chunk, @Nullable Running running, Throwable failure) {
        try {
            if (running != null && running.closed().get()) {
                // A consequence of the first failure, which another thread has reported.
                new NativeChunk(chunk).setSize(0);
                return;
            }
            tell(running == null ? null : running.bound(), failure);
            CallbackInfo.setFillError(info, failure);
            if (running != null) {
                // DuckDB waits for threads that wait for rows; closing wakes them.
                running.close();
            }
        } catch (Throwable second) {
            failure.addSuppressed(second);
            CallbackInfo.setFillError(info, failure);
        }
    }

    static void release(long number) {
        try {
            if (ObjectTable.remove(number) instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (Throwable failure) {
            // Nobody waits for an answer here: the statement has ended.
            log("closing a table function failed", failure);
        }
    }

    private static void tell(@Nullable Bound bound, Throwable failure) {
        if (bound != null) {
            tell(bound.registration(), bound.connectionId(), failure);
        }
    }

    private static void tell(
            @Nullable Registration registration, long connectionId, Throwable failure) {
        try {
            if (registration != null) {
                registration.failures().failed(connectionId, failure);
            }
        } catch (Throwable second) {
            log("a failure listener failed", second);
        }
    }

    private static void log(String message, Throwable failure) {
        try {
            LOG.log(System.Logger.Level.WARNING, message, failure);
        } catch (Throwable unreportable) {
            // Letting it out of a callback would end the JVM.
            return;
        }
    }

    private static long stub(String method, FunctionDescriptor descriptor) {
        try {
            MethodHandle target =
                    MethodHandles.lookup()
                            .findStatic(Callbacks.class, method, descriptor.toMethodType());
            return Linker.nativeLinker().upcallStub(target, descriptor, Arena.global()).address();
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(method, impossible);
        }
    }
}

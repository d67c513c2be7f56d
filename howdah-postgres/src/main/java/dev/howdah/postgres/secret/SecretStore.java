package dev.howdah.postgres.secret;

import dev.howdah.postgres.connection.Environment;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that an instance of an engine knows: its own temporary ones, and the persistent ones
 * of the user's folder, which every process shares. Thread-safe.
 *
 * <p>As in DuckDB, a temporary and a persistent secret may have the same name; then whatever names
 * it must say which.
 */
public final class SecretStore {
    static final String FOLDER_VARIABLE = "HOWDAH_SECRET_DIRECTORY";

    private final SecretFolder files;
    private final Map<String, Secret> memory = new ConcurrentHashMap<>();

    /** What to do when there is a secret of the same name in the same storage. */
    public enum IfExists {
        FAIL,
        REPLACE,
        KEEP
    }

    /** A store whose persistent secrets lie in a folder, which need not exist yet. */
    public SecretStore(Path folder) {
        this.files = new SecretFolder(folder.toAbsolutePath().normalize());
    }

    /** What HOWDAH_SECRET_DIRECTORY says, else {@code .howdah/secrets} in the home folder. */
    public static Path defaultFolder(Environment environment) {
        String named = environment.variables().getOrDefault(FOLDER_VARIABLE, "");
        return named.isEmpty() ? environment.home().resolve(".howdah/secrets") : Path.of(named);
    }

    /** Where persistent secrets lie. */
    public Path folder() {
        return files.path();
    }

    /**
     * Keeps a secret.
     *
     * @return false if there was one and it was kept
     * @throws HowdahException if there is one, or its file can't be written for the user alone
     */
    public boolean create(Secret secret, IfExists ifExists) {
        boolean created =
                secret.persistent() ? files.write(secret, ifExists) : keep(secret, ifExists);
        if (!created && ifExists == IfExists.FAIL) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "42710",
                    "There is already a %s secret \"%s\"; use CREATE OR REPLACE, or drop it first"
                            .formatted(
                                    secret.persistent() ? "persistent" : "temporary",
                                    secret.name()));
        }
        return created;
    }

    private boolean keep(Secret secret, IfExists ifExists) {
        if (ifExists == IfExists.REPLACE) {
            memory.put(secret.name(), secret);
            return true;
        }
        return memory.putIfAbsent(secret.name(), secret) == null;
    }

    /**
     * The secret of this name in any case.
     *
     * @throws HowdahException if there are two, or its file can't be trusted or read
     */
    public Optional<Secret> find(String name) {
        String folded = Secret.foldName(name);
        Secret temporary = memory.get(folded);
        if (temporary == null) {
            return files.read(folded);
        }
        if (files.holds(folded)) {
            throw ambiguous(folded, "drop one of them");
        }
        return Optional.of(temporary);
    }

    /**
     * All secrets, by name, temporary ones first. A file that can't be trusted or read is left out
     * and logged as a warning, so that one of them doesn't hide the others.
     */
    public List<Secret> all() {
        List<Secret> all = new ArrayList<>(memory.values());
        all.addAll(files.readAll());
        all.sort(Comparator.comparing(Secret::name).thenComparing(Secret::persistent));
        return List.copyOf(all);
    }

    /**
     * Forgets a secret.
     *
     * @param storage where to look; anywhere if not given
     * @return false if there is none
     * @throws HowdahException if no storage was given and there is one in each
     */
    public boolean drop(String name, Optional<Storage> storage) {
        String folded = Secret.foldName(name);
        if (storage.isEmpty() && memory.containsKey(folded) && files.holds(folded)) {
            throw ambiguous(folded, "say DROP TEMPORARY SECRET or DROP PERSISTENT SECRET");
        }
        boolean inMemory = storage.map(Storage.MEMORY::equals).orElse(true);
        boolean inFile = storage.map(Storage.FILE::equals).orElse(true);
        return (inMemory && memory.remove(folded) != null) || (inFile && files.delete(folded));
    }

    /**
     * The secret for a connection string that names none: the longest scope that fits, a temporary
     * secret before a persistent one, else the unnamed one if it has no scope.
     *
     * @throws HowdahException if the unnamed secret would be it and can't be trusted or read
     */
    public Optional<Secret> select(String connectionString) {
        ScopeMatch match = new ScopeMatch(connectionString);
        Secret best = null;
        int longest = ScopeMatch.NONE;
        for (Secret each : all()) {
            int length = match.longest(each.scope());
            if (length > longest
                    || (length == longest
                            && best != null
                            && best.persistent()
                            && !each.persistent())) {
                best = each;
                longest = length;
            }
        }
        if (longest > ScopeMatch.NONE) {
            return Optional.ofNullable(best);
        }
        Secret temporary = memory.get(Secret.DEFAULT_NAME);
        Optional<Secret> unnamed =
                temporary != null ? Optional.of(temporary) : files.read(Secret.DEFAULT_NAME);
        return unnamed.filter(each -> each.scope().isEmpty());
    }

    private static HowdahException ambiguous(String name, String mend) {
        return HowdahException.user(
                "There are two secrets \"%s\", one in %s and one in %s; %s"
                        .formatted(name, Storage.MEMORY.sqlName(), Storage.FILE.sqlName(), mend));
    }

    @Override
    public String toString() {
        return "SecretStore[" + files.path() + "]";
    }
}

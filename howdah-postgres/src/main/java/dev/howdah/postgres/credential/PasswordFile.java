package dev.howdah.postgres.credential;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Passwords by {@code host:port:database:user}, in a file that only its owner may read. It is read
 * for each connection, so a change counts at once.
 */
public final class PasswordFile implements CredentialProvider {
    private static final System.Logger LOG = System.getLogger(PasswordFile.class.getName());
    private static final int FIELDS = 5;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private final Path path;

    /** The passwords of a file, which need not exist. */
    public PasswordFile(Path path) {
        this.path = path;
    }

    @Override
    public String name() {
        return "passfile";
    }

    @Override
    public String advice() {
        return "the password file " + path;
    }

    /** The password of the first line that fits. */
    @Override
    public Optional<Credential> find(CredentialRequest request) {
        if (!isTrustworthy()) {
            return Optional.empty();
        }
        // A default or well-known socket folder stands as localhost in the file, see libpq.
        String name = isDefaultSocketFolder(request.host()) ? "localhost" : request.host();
        String[] wanted = {
            name, String.valueOf(request.port()), request.database(), request.user()
        };
        try {
            for (String line : Files.readAllLines(path)) {
                List<String> fields = split(line);
                if (fields.size() >= FIELDS && matches(fields, wanted)) {
                    return Optional.of(fields.get(FIELDS - 1))
                            .filter(each -> !each.isEmpty())
                            .map(Credential::password);
                }
            }
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "The password file {0} is ignored: {1}", path, failure);
        }
        return Optional.empty();
    }

    private boolean isTrustworthy() {
        if (!Files.exists(path)) {
            return false;
        }
        if (!Files.isRegularFile(path)) {
            LOG.log(Level.WARNING, "The password file {0} is ignored: it is no plain file", path);
            return false;
        }
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
                LOG.log(
                        Level.WARNING,
                        "The password file {0} is ignored: others may read it; run chmod 0600 {0}",
                        path);
                return false;
            }
        } catch (UnsupportedOperationException noPosixPermissions) {
            return true;
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "The password file {0} is ignored: {1}", path, failure);
            return false;
        }
        return true;
    }

    private static boolean isDefaultSocketFolder(String folder) {
        return folder.equals("/tmp") || folder.equals("/var/run/postgresql");
    }

    private static boolean matches(List<String> fields, String[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (!fields.get(i).equals("*") && !unescape(fields.get(i)).equals(wanted[i])) {
                return false;
            }
        }
        return true;
    }

    /** The fields of a line; the password unescaped, the others not, so that {@code \*} differs. */
    private static List<String> split(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return List.of();
        }
        List<String> fields = new ArrayList<>(FIELDS);
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == ':') {
                fields.add(line.substring(from, i));
                from = i + 1;
            }
        }
        fields.add(line.substring(from));
        if (fields.size() >= FIELDS) {
            fields.set(FIELDS - 1, unescape(fields.get(FIELDS - 1)));
        }
        return fields;
    }

    private static String unescape(String field) {
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 1 < field.length()) {
                i++;
            }
            text.append(field.charAt(i));
        }
        return text.toString();
    }
}

package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the lists of revoked certificates are: sslcrl and sslcrldir.
 *
 * @param file a file of lists
 * @param folder a folder of such files
 */
record RevocationLists(Optional<Path> file, Optional<Path> folder) {
    static RevocationLists of(ParameterValues values, Path home) {
        Optional<Path> file = values.find(ConnectionParameter.SSLCRL).map(Path::of);
        Optional<Path> folder = values.find(ConnectionParameter.SSLCRLDIR).map(Path::of);
        boolean given = file.isPresent() || folder.isPresent();
        if (values.find(ConnectionParameter.SSLROOTCERT).filter("system"::equals).isPresent()) {
            if (given) {
                throw HowdahException.unsupported(
                        "sslcrl and sslcrldir don't go with sslrootcert=system; give sslrootcert the"
                                + " file of the authority's certificate");
            }
            return new RevocationLists(Optional.empty(), Optional.empty());
        }
        if (!given) {
            file = Optional.of(home.resolve("root.crl")).filter(Files::exists);
        }
        return new RevocationLists(file, folder);
    }

    /** All lists; a file that was named and can't be read is an error, unlike in libpq. */
    List<CRL> read() {
        List<CRL> lists = new ArrayList<>();
        file.ifPresent(path -> lists.addAll(read(path)));
        if (folder.isPresent()) {
            try (Stream<Path> files = Files.list(folder.get())) {
                files.filter(Files::isRegularFile).forEach(path -> lists.addAll(read(path)));
            } catch (IOException failure) {
                throw unreadable("folder " + folder.get() + " of sslcrldir", failure);
            }
        }
        if (lists.isEmpty() && (file.isPresent() || folder.isPresent())) {
            throw HowdahException.user(
                    "There is no revocation list in %s; check sslcrl and sslcrldir"
                            .formatted(file.or(() -> folder).get()));
        }
        return lists;
    }

    private static List<CRL> read(Path path) {
        try (InputStream stream = Files.newInputStream(path)) {
            return new ArrayList<>(CertificateFactory.getInstance("X.509").generateCRLs(stream));
        } catch (IOException | CRLException | CertificateException failure) {
            throw unreadable("revocation list " + path, failure);
        }
    }

    private static HowdahException unreadable(String what, Exception failure) {
        return HowdahException.of(
                ErrorKind.USER,
                "The %s can't be read: %s; check sslcrl and sslcrldir"
                        .formatted(what, failure.getMessage()),
                failure);
    }
}

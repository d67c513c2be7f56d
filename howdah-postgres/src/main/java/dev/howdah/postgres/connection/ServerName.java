package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Whether a certificate was made out to the host that was asked for, by libpq's rules. */
final class ServerName {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private ServerName() {}

    /** True for a numeric address, which is looked up nowhere. */
    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || IP_V4.matcher(host).matches();
    }

    static void requireMatch(String host, X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>();
        if (!matches(host, certificate, names)) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION,
                    "the server's certificate is for %s and not for the host \"%s\", which"
                                    .formatted(names, host)
                            + " sslmode=verify-full compares; give host a name that the certificate"
                            + " holds (and hostaddr the address, if they differ)");
        }
    }

    private static boolean matches(String host, X509Certificate certificate, Set<String> names) {
        int kind = isAddress(host) ? IP_ADDRESS : DNS_NAME;
        boolean commonNameCounts = true;
        for (List<?> alternative : alternatives(certificate)) {
            int type = (Integer) alternative.get(0);
            if (type != DNS_NAME && type != IP_ADDRESS) {
                continue;
            }
            String name = String.valueOf(alternative.get(1));
            names.add(name);
            if (type == DNS_NAME ? matches(host, name) : isSameAddress(host, name)) {
                return true;
            }
            // As soon as there is a name of the right kind, the old place for it is out of use.
            commonNameCounts &= type != kind;
        }
        if (!commonNameCounts) {
            return false;
        }
        List<String> commonNames = commonNames(certificate);
        names.addAll(commonNames);
        return !commonNames.isEmpty() && matches(host, commonNames.get(0));
    }

    private static boolean matches(String host, String pattern) {
        if (isSame(host, pattern)) {
            return true;
        }
        if (!pattern.startsWith("*.") || isAddress(host)) {
            return false;
        }
        // The star stands for one label, and never for none.
        int dot = host.indexOf('.');
        return dot > 0 && isSame(host.substring(dot), pattern.substring(1));
    }

    /** Case counts beyond ASCII, where foreign letters fold into plain ones. */
    private static boolean isSame(String host, String name) {
        boolean ascii =
                name.chars().allMatch(c -> c < 0x80) && host.chars().allMatch(c -> c < 0x80);
        return ascii ? host.equalsIgnoreCase(name) : host.equals(name);
    }

    private static boolean isSameAddress(String host, String address) {
        if (!isAddress(host) || !isAddress(address)) {
            return false;
        }
        try {
            return InetAddress.getByName(host).equals(InetAddress.getByName(address));
        } catch (UnknownHostException malformed) {
            return false;
        }
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException malformed) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION,
                    "the names in the server's certificate can't be read",
                    malformed);
        }
    }

    private static List<String> commonNames(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            for (Rdn part :
                    new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    names.add(String.valueOf(part.getValue()));
                }
            }
        } catch (InvalidNameException malformed) {
            // Then there is no name to compare with.
        }
        return names;
    }
}

package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A client's private key as OpenSSL writes it: PKCS#8, PKCS#1 or SEC 1, PEM or DER. */
final class PrivateKeyFile {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

    /** Version 0 and the algorithm rsaEncryption without parameters, as PKCS#8 begins. */
    private static final byte[] RSA_PREFIX = {
        2,
        1,
        0,
        0x30,
        13,
        6,
        9,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        13,
        1,
        1,
        1,
        5,
        0
    };

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    /** The identifier of id-ecPublicKey. */
    private static final byte[] EC_PUBLIC_KEY = {
        6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1
    };

    private static final byte INTEGER = 2;
    private static final int PARAMETERS = 0xa0;
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 4;

    private final Path path;
    private final byte[] content;

    PrivateKeyFile(Path path, byte[] content) {
        this.path = path;
        this.content = content;
    }

    /** Refuses a file that others may read, as libpq does; one of root's may be its group's too. */
    static void requirePrivate(Path path) {
        Set<PosixFilePermission> permissions;
        boolean ofRoot;
        try {
            permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            ofRoot = Files.getOwner(path).getName().equals("root");
        } catch (UnsupportedOperationException | IOException unknown) {
            // A system without such permissions, or a file that can't be read: told on reading.
            return;
        }
        permissions.removeAll(OWNER);
        if (ofRoot) {
            permissions.remove(PosixFilePermission.GROUP_READ);
        }
        if (!permissions.isEmpty()) {
            throw HowdahException.user(
                    "The client key %s is open to others than its owner; run chmod 0600 %s"
                            .formatted(path, path));
        }
    }

    PrivateKey decode(char[] password) {
        Matcher pem = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            return fromPkcs8(content);
        }
        if (pem.group(2).contains("Proc-Type")) {
            throw unreadable("it is encrypted the old way");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
        return switch (pem.group(1)) {
            case "PRIVATE KEY" -> fromPkcs8(der);
            case "ENCRYPTED PRIVATE KEY" -> fromPkcs8(decrypt(der, password));
            case "RSA PRIVATE KEY" -> fromPkcs8(pkcs8FromPkcs1(der));
            case "EC PRIVATE KEY" -> fromPkcs8(pkcs8FromSec1(der));
            default -> throw unreadable("it is of the kind \"" + pem.group(1) + "\"");
        };
    }

    private PrivateKey fromPkcs8(byte[] der) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException otherAlgorithm) {
                // The encoding names its algorithm, but only the right factory can tell.
            }
        }
        throw unreadable("it is neither an RSA nor an elliptic-curve key");
    }

    private byte[] decrypt(byte[] der, char[] password) {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
            // For PBES2 the parameters name the real algorithm, "PBES2" itself is none.
            String algorithm = info.getAlgParameters().toString();
            SecretKeyFactory keys = SecretKeyFactory.getInstance(algorithm);
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    keys.generateSecret(new PBEKeySpec(password)),
                    info.getAlgParameters());
            return info.getKeySpec(cipher).getEncoded();
        } catch (GeneralSecurityException | IOException failure) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "The client key %s can't be decrypted; check sslpassword".formatted(path),
                    failure);
        }
    }

    private static byte[] pkcs8FromPkcs1(byte[] key) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(RSA_PREFIX);
        body.writeBytes(element(OCTET_STRING, key));
        return element(SEQUENCE, body.toByteArray());
    }

    private byte[] pkcs8FromSec1(byte[] key) {
        byte[] curve;
        ByteBuffer parts = ByteBuffer.wrap(key);
        try {
            ByteBuffer fields = value(parts, SEQUENCE);
            ByteBuffer unusedVersion = value(fields, INTEGER);
            ByteBuffer unusedKey = value(fields, OCTET_STRING);
            ByteBuffer parameters = value(fields, PARAMETERS);
            curve = new byte[parameters.remaining()];
            parameters.get(curve);
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            throw unreadable("it names no elliptic curve");
        }
        ByteArrayOutputStream algorithm = new ByteArrayOutputStream();
        algorithm.writeBytes(EC_PUBLIC_KEY);
        algorithm.writeBytes(curve);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {INTEGER, 1, 0});
        body.writeBytes(element(SEQUENCE, algorithm.toByteArray()));
        body.writeBytes(element(OCTET_STRING, key));
        return element(SEQUENCE, body.toByteArray());
    }

    /** Reads an element of the tag given, and returns what is in it. */
    private static ByteBuffer value(ByteBuffer from, int tag) {
        int found = from.get() & 0xff;
        int length = from.get() & 0xff;
        if (length > 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (from.get() & 0xff);
            }
        }
        if (found != tag || length > from.remaining() || length < 0) {
            throw new IllegalArgumentException("tag " + found);
        }
        ByteBuffer value = from.slice(from.position(), length);
        from.position(from.position() + length);
        return value;
    }

    private static byte[] element(int tag, byte[] value) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = value.length;
        if (length < 0x80) {
            element.write(length);
        } else {
            // A key is shorter than 64 KiB, so two length bytes always do.
            element.write(0x82);
            element.write(length >>> 8);
            element.write(length);
        }
        element.writeBytes(value);
        return element.toByteArray();
    }

    private HowdahException unreadable(String reason) {
        return HowdahException.unsupported(
                "The client key %s can't be used: %s; convert it with \"openssl pkcs8 -topk8 -in"
                                .formatted(path, reason)
                        + " OLD -out NEW\" and give sslkey=NEW");
    }
}

package dev.howdah.postgres.credential.rds;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS's signature of a URL without its scheme, after its published description. */
record SignatureVersion4(String host, Map<String, String> query) {
    static SignatureVersion4 parse(String token) {
        int question = token.indexOf("/?");
        Map<String, String> query = new TreeMap<>();
        for (String pair : token.substring(question + 2).split("&")) {
            int equals = pair.indexOf('=');
            String value =
                    URLDecoder.decode(
                            pair.substring(equals + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
            query.put(pair.substring(0, equals), value);
        }
        return new SignatureVersion4(token.substring(0, question), query);
    }

    /** What X-Amz-Signature must say if this key signs the rest. */
    String signature(String secretKey, String date, String region, String time)
            throws GeneralSecurityException {
        String canonicalQuery =
                query.entrySet().stream()
                        .filter(each -> !each.getKey().equals("X-Amz-Signature"))
                        .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                        .collect(Collectors.joining("&"));
        String request =
                String.join("\n", "GET", "/", canonicalQuery, "host:" + host, "", "host", hash(""));
        String scope = String.join("/", date, region, "rds-db", "aws4_request");
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash(request));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    each > 0 && (Character.isLetterOrDigit(each) || "-_.~".indexOf(each) >= 0);
            encoded.append(plain ? String.valueOf((char) each) : "%%%02X".formatted(each));
        }
        return encoded.toString();
    }

    private static String hash(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.howdah.postgres.secret;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The form of a secret in its file, and the file's name. Errors never show a file's content. */
final class SecretFile {
    static final String EXTENSION = ".json";

    private static final int VERSION = 1;

    /** File systems allow 255 bytes, of which the extension and a temporary name want some. */
    private static final int LONGEST_NAME = 180;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private SecretFile() {}

    /**
     * The name of a secret's file: what could mean something to a file system stands as its UTF-8
     * bytes, and a long name ends in its hash.
     */
    static String nameFor(String secretName) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : secretName.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-') {
                encoded.append(c);
            } else {
                encoded.append("%%%02x".formatted((int) c));
            }
        }
        if (encoded.length() > LONGEST_NAME) {
            String hash = "~" + hash(secretName);
            encoded.setLength(LONGEST_NAME - hash.length());
            encoded.append(hash);
        }
        return encoded + EXTENSION;
    }

    private static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "%064x".formatted(new BigInteger(1, hash));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw HowdahException.of(ErrorKind.INTERNAL, "No SHA-256", everyJavaHasIt);
        }
    }

    static byte[] render(Secret secret) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("version", VERSION);
        root.put("type", "postgres");
        root.put("name", secret.name());
        root.put("provider", secret.provider());
        ArrayNode scope = root.putArray("scope");
        secret.scope().forEach(scope::add);
        ObjectNode values = root.putObject("values");
        new TreeMap<>(secret.values()).forEach(values::put);
        return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static Secret parse(Path file, byte[] content) {
        JsonNode root = json(file, content);
        JsonNode version = root.path("version");
        if (version.isInt() && version.intValue() != VERSION) {
            throw broken(
                    file,
                    "it has format version %d, and this Howdah knows %d"
                            .formatted(version.intValue(), VERSION));
        }
        if (!version.isInt() || !root.path("type").asText().equals("postgres")) {
            throw broken(file, "it is no secret of Howdah's");
        }
        String name = text(file, root, "name");
        if (name.isEmpty() || !file.endsWith(nameFor(name))) {
            throw broken(file, "it belongs to a secret of another name");
        }
        if (!root.path("scope").isArray() || !root.path("values").isObject()) {
            // Without its scope a secret would be for more servers than it was made for.
            throw broken(file, "\"scope\" is no list or \"values\" no object");
        }
        List<String> scope = new ArrayList<>();
        for (JsonNode each : root.path("scope")) {
            scope.add(text(file, each, "scope"));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : root.path("values").properties()) {
            values.put(each.getKey(), text(file, each.getValue(), "values"));
        }
        return new Secret(name, text(file, root, "provider"), scope, true, values);
    }

    private static JsonNode json(Path file, byte[] content) {
        try {
            return MAPPER.readTree(content);
        } catch (JsonProcessingException failure) {
            // Its message quotes the content, so it is no cause of ours either.
            throw broken(
                    file,
                    failure.getLocation() == null
                            ? "it is no JSON"
                            : "it is no JSON from line %d on"
                                    .formatted(failure.getLocation().getLineNr()));
        } catch (IOException failure) {
            throw broken(file, "it is no JSON");
        }
    }

    private static String text(Path file, JsonNode parent, String key) {
        JsonNode node = parent.isObject() ? parent.path(key) : parent;
        if (!node.isTextual()) {
            throw broken(file, "\"%s\" is not text".formatted(key));
        }
        return node.textValue();
    }

    private static HowdahException broken(Path file, String reason) {
        return HowdahException.user(
                "The secret file %s can't be read: %s; drop the secret and create it again"
                        .formatted(file, reason));
    }
}
